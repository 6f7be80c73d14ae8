package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.ChunkRef;
import pointdrop.storage.S3Events;

/// Called by SQS with messages that carry the S3 events of chunks, each once or more often.
public final class ImportHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final Services services;

    public ImportHandler() {
        this(Services.of(System.getenv()));
    }

    public ImportHandler(Services services) {
        this.services = services;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        services.invoke(context, invocation -> {
            for (SQSEvent.SQSMessage message : event.getRecords()) {
                for (String key : S3Events.keys(message.getBody())) {
                    ChunkRef chunk = ChunkRef.parse(key);
                    invocation.about(log -> log.about(chunk), own -> new ChunkImport(own).run(chunk));
                }
            }
        });
        return null;
    }
}
