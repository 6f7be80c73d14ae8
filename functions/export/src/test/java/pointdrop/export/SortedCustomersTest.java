package pointdrop.export;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.InMemory;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.CustomersTable;
import pointdrop.storage.Environment;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;

@ExtendWith(InMemory.class)
class SortedCustomersTest {
    private record OneExecutor(ExecutorService executor) implements Machine {
        @Override
        public ExecutorService threads(int most) {
            return executor;
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration longest) {
            throw new IllegalStateException("Nothing is tried again");
        }

        @Override
        public String uniqueId() {
            return "id";
        }

        @Override
        public String secret() {
            return "secret";
        }
    }

    @Test
    void whereAPartitionCannotBeReadNoReadGoesOn(Deployment deployment, MemoryAws aws) {
        MemoryAws broken = aws.heardBy(new CallListener() {
            @Override
            public void before(Call call) {
                throw new IllegalStateException("No answer");
            }
        });
        Machine machine = new OneExecutor(Executors.newVirtualThreadPerTaskExecutor());
        CustomersTable customers = Stores
                .of(broken.s3(), broken.dynamoDb(), new Environment(deployment.environment()), machine)
                .customers();

        assertThrows(IllegalStateException.class, () -> new SortedCustomers(customers, "demo", machine).close());

        assertTrue(machine.threads(1).isTerminated());
    }
}
