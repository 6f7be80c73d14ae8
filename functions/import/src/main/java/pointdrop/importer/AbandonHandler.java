package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;

import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;

/// Called by SQS with the messages of the dead-letter queue: messages of chunks, and the records of uploads and requests whose
/// function failed for good.
public final class AbandonHandler implements RequestHandler<SQSEvent, @Nullable Void> {
    private final Services services;

    public AbandonHandler() {
        this(Services.of(System.getenv()));
    }

    public AbandonHandler(Services services) {
        this.services = services;
    }

    @Override
    public @Nullable Void handleRequest(SQSEvent event, Context context) {
        Services invocationServices = services.forInvocation(context.getRemainingTimeInMillis());
        ChunkImport chunks = new ChunkImport(invocationServices);
        AbandonedUpload uploads = new AbandonedUpload(invocationServices);
        AbandonedRequest requests = new AbandonedRequest(invocationServices, chunks);
        for (SQSEvent.SQSMessage message : event.getRecords()) {
            for (DeadLetter letter : DeadLetter.in(message.getBody())) {
                context.getLogger().log("Abandoning " + letter);
                switch (letter) {
                    case DeadLetter.Chunk(var chunk) -> chunks.abandon(chunk);
                    case DeadLetter.Upload(var upload) -> uploads.close(upload);
                    case DeadLetter.Asked(var request) -> requests.close(request);
                }
            }
        }
        return null;
    }
}
