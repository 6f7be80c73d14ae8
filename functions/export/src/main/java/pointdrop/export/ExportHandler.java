package pointdrop.export;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;

import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.S3Events;

/// Called by S3 for each request put under `exports/`, once or more often.
public final class ExportHandler implements RequestHandler<S3Event, @Nullable Void> {
    private final Services services;

    public ExportHandler() {
        this(Services.of(System.getenv()));
    }

    public ExportHandler(Services services) {
        this.services = services;
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        services.invoke(context, invocation -> S3Events.uploads(event)
                .stream()
                .filter(invocation.stores()::owns)
                .forEach(upload -> invocation.about(log -> log.about(upload), own -> new Export(own).run(upload))));
        return null;
    }
}
