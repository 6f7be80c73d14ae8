package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.HistoryEntry;
import pointdrop.mail.Notifier;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.Environment;
import pointdrop.storage.ImportsTable;
import pointdrop.storage.Stores;

/// Called by SQS with messages that carry the S3 events of chunks, each once or more often.
public final class ImportHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    /// Left to stop cleanly before the platform stops the function.
    private static final Duration RESERVE = Duration.ofSeconds(10);

    private final ImportsTable imports;
    private final ChunkImport chunkImport;
    private final Finish finish;
    private final Clock clock;

    public ImportHandler() {
        this(System.getenv());
    }

    /// @param environment the variables that template.yaml sets
    public ImportHandler(Map<String, String> environment) {
        this(Stores.of(new Environment(environment)), Clock.systemUTC());
    }

    private ImportHandler(Stores stores, Clock clock) {
        this(stores, Notifier.of(stores, clock), clock);
    }

    public ImportHandler(Stores stores, Notifier notifier, Clock clock) {
        this.imports = stores.imports();
        this.chunkImport = new ChunkImport(stores, clock);
        this.finish = new Finish(stores, notifier, clock);
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        Instant deadline = clock.instant().plusMillis(context.getRemainingTimeInMillis()).minus(RESERVE);
        event.getRecords()
                .stream()
                .map(SQSMessage::getBody)
                .flatMap(body -> ChunkEvents.parse(body).stream())
                .forEach(chunk -> run(chunk, deadline));
        return null;
    }

    private void run(ChunkRef chunk, Instant deadline) {
        HistoryEntry record = imports.get(chunk.shop(), chunk.importId());
        if (record.pendingChunks().contains(chunk.number())) {
            record = chunkImport.run(chunk, record, deadline);
        }
        if (record.pendingChunks().isEmpty()) {
            finish.run(record);
        }
    }
}
