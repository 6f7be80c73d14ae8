package pointdrop.storage;

import java.util.List;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.TestClock;

/// The stores of one deployment, with a clock that a test can set ahead.
record TestStores(Deployment deployment, TestClock clock) {
    TestStores(Deployment deployment) {
        this(deployment, new TestClock());
    }

    Stores stores() {
        return Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.withClock(clock));
    }

    List<Item> customerItems() {
        return deployment.items(deployment.customersTable());
    }

    List<Item> importItems() {
        return deployment.items(deployment.importsTable());
    }

    List<Item> tokenItems() {
        return deployment.items(deployment.tokensTable());
    }
}
