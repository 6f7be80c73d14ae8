package pointdrop.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The very requests by which an import updates its customers, so that a bare loop can make them, too. They are recorded from an import in
/// memory. Each holds once: its condition is the customer as it was before.
final class RecordedUpdates implements CallListener {
    private final String table;
    private final List<UpdateItemRequest> requests = Collections.synchronizedList(new ArrayList<>());

    private RecordedUpdates(String table) {
        this.table = table;
    }

    /// @param stack whose tables they are for
    /// @param file of `add-points`
    static List<UpdateItemRequest> of(DemoShop shop, Path file, String stack) throws IOException {
        MemoryAws aws = new MemoryAws();
        Deployment deployment = new Deployment(aws, Template.ofProject(stack));
        shop.items().forEach(aws.tables().get(deployment.customersTable())::put);
        RecordedUpdates updates = new RecordedUpdates(deployment.customersTable());
        MemoryAws heard = aws.heardBy(updates);
        InProcess functions = new InProcess(deployment, Services.of(
                Stores.of(heard.s3(), heard.dynamoDb(), new Environment(deployment.environment()), Machine.real()),
                heard.ses()));
        functions.importChunks(functions.validate("add-points", file));
        return updates.requests;
    }

    @Override
    public void before(Call call) {
        if (call.request() instanceof UpdateItemRequest update && update.tableName().equals(table)) {
            requests.add(update);
        }
    }
}
