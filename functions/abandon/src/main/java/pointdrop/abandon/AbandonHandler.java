package pointdrop.abandon;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.closing.ChunkClosing;
import pointdrop.closing.EventFields;
import pointdrop.mail.Notifier;
import pointdrop.storage.Environment;
import pointdrop.storage.Patience;
import pointdrop.storage.Stores;

/// Called by SQS with what ended in the dead-letter queue: messages of chunks, and the records of uploads whose validation or
/// export failed for good.
public final class AbandonHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final Stores stores;
    private final Notifier notifier;
    private final Clock clock;

    public AbandonHandler() {
        this(System.getenv());
    }

    /// @param environment the variables that template.yaml sets
    public AbandonHandler(Map<String, String> environment) {
        this(Stores.of(new Environment(environment)), Clock.systemUTC());
    }

    private AbandonHandler(Stores stores, Clock clock) {
        this(stores, Notifier.of(stores, clock), clock);
    }

    public AbandonHandler(Stores stores, Notifier notifier, Clock clock) {
        this.stores = stores;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        Stores patient = stores.with(Patience.until(clock, context.getRemainingTimeInMillis()));
        Notifier told = notifier.with(patient);
        ChunkClosing closing = new ChunkClosing(patient, told, clock);
        AbandonedUpload uploads = new AbandonedUpload(patient, told, closing, clock);
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            for (DeadLetter letter : DeadLetter.in(EventFields.of(message.getBody()))) {
                context.getLogger().log("Abandoning " + letter);
                switch (letter) {
                    case DeadLetter.Chunk chunk -> closing.close(chunk.chunk(), new AppliedRows());
                    case DeadLetter.Upload upload -> uploads.close(upload.upload());
                }
            }
        }
        return null;
    }
}
