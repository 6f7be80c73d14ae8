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
        services.invoke(context, invocation -> {
            for (SQSEvent.SQSMessage message : event.getRecords()) {
                DeadLetter.in(message.getBody())
                        .stream()
                        .filter(letter -> letter.isOf(invocation.stores()))
                        .forEach(letter -> invocation.about(letter::about, own -> abandon(letter, own)));
            }
        });
        return null;
    }

    private static void abandon(DeadLetter letter, Services invocation) {
        invocation.log().warn("Every delivery failed");
        switch (letter) {
            case DeadLetter.Chunk(var chunk) -> new ChunkImport(invocation).abandon(chunk);
            case DeadLetter.Upload(var upload) -> new AbandonedUpload(invocation).close(upload);
            case DeadLetter.Asked(var request) -> new AbandonedRequest(invocation).close(request);
        }
    }
}
