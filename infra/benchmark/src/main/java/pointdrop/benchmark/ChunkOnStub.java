package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.mail.Services;
import pointdrop.storage.Clients;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// The import function with a [SlowTable] for its customers and everything else in memory: imports of one chunk.
final class ChunkOnStub {
    private final MemoryAws aws = new MemoryAws();
    private final Deployment deployment = new Deployment(aws, Template.ofProject("benchmark"));
    private final AtomicReference<@Nullable UpdateItemRequest> seen = new AtomicReference<>();
    private final DynamoDbClient customers;
    private final InProcess functions;
    private int imports;

    ChunkOnStub(String endpoint) {
        this.customers = Clients.of(DynamoDbClient.builder()
                .endpointOverride(java.net.URI.create(endpoint))
                .overrideConfiguration(options -> options.addExecutionInterceptor(new Witness(seen))));
        this.functions = new InProcess(deployment, Services.of(
                Stores.of(aws.s3(), new SplitDynamoDb(customers, deployment.customersTable(), aws.dynamoDb()),
                        new Environment(deployment.environment()), Machine.real()),
                aws.ses()));
    }

    private record Witness(AtomicReference<@Nullable UpdateItemRequest> seen) implements ExecutionInterceptor {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UpdateItemRequest update) {
                seen.compareAndSet(null, update);
            }
        }
    }

    /// An import with a single chunk.
    record Chunk(HistoryEntry validated, int rows) {}

    /// A chunk of rows, each of another customer. The import around it is validated with one row only, so that a
    /// measurement of the first chunk after the start does not find the JVM warm.
    Chunk chunk(int rows) {
        StoredObject upload = deployment.upload("imports/demo/add-points/" + imports++ + ".csv",
                "Email,Points\nfirst" + imports + "@example.com,1\n");
        HistoryEntry entry = functions.validate(upload);
        aws.buckets().put(deployment.dataBucket(), functions.chunk(entry, 0).key(), bytes(rows), Map.of());
        return new Chunk(entry, rows);
    }

    private static byte[] bytes(int rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Writer out = new OutputStreamWriter(new GZIPOutputStream(bytes), UTF_8)) {
            out.write("Row,Email,Points,Name,Note\r\n");
            for (int row = 0; row < rows; row++) {
                out.write(String.format(Locale.ROOT,
                        "%d,customer%d@example.com,%d,Customer number %d,\"Bonus, spring\"\r\n",
                        row + 1, row, row % 1000 + 1, row));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /// Imports a chunk, and finishes its import.
    void deliver(Chunk chunk) {
        HistoryEntry entry = functions.importChunks(chunk.validated());
        if (entry.counts().changed() != chunk.rows()) {
            throw new IllegalStateException("Not all customers were changed: " + entry.counts());
        }
    }

    /// The updates of the import, without the import.
    BareUpdates bareUpdates() {
        UpdateItemRequest update = seen.get();
        if (update == null) {
            throw new IllegalStateException("No chunk was imported before");
        }
        return new BareUpdates(customers, update);
    }
}
