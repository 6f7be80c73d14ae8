package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.closing.ChunkClosing;
import pointdrop.closing.ChunkEvents;
import pointdrop.closing.EventFields;
import pointdrop.mail.Notifier;
import pointdrop.storage.Environment;
import pointdrop.storage.Patience;
import pointdrop.storage.Stores;

/// Called by SQS with messages that carry the S3 events of chunks, each once or more often.
public final class ImportHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final Stores stores;
    private final Notifier notifier;
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
        this.stores = stores;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        Stores patient = stores.with(Patience.until(clock, context.getRemainingTimeInMillis()));
        ChunkClosing closing = new ChunkClosing(patient, notifier.with(patient), clock);
        event.getRecords()
                .stream()
                .map(message -> EventFields.of(message.getBody()))
                .flatMap(body -> ChunkEvents.chunks(body).stream())
                .forEach(chunk -> closing.close(chunk, new CustomerUpdates(clock)));
        return null;
    }
}
