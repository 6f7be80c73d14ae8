package pointdrop.request;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;

import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.Request;
import pointdrop.storage.S3Events;
import pointdrop.storage.Uploads;

/// Called by S3 for each object put under `requests/`, once or more often. A folder or a copy asks for nothing.
public final class RequestHandler
        implements
            com.amazonaws.services.lambda.runtime.RequestHandler<S3Event, @Nullable Void> {
    private final Services services;

    public RequestHandler() {
        this(Services.of(System.getenv()));
    }

    public RequestHandler(Services services) {
        this.services = services;
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        services.invoke(context, invocation -> {
            Uploads uploads = invocation.stores().uploads();
            S3Events.uploads(event)
                    .stream()
                    .filter(invocation.stores()::owns)
                    .filter(upload -> !upload.isFolder() && !upload.copied())
                    .map(upload -> Request.of(upload, uploads.by(upload)))
                    .forEach(request -> invocation.about(log -> log.about(request),
                            own -> new Answer(own).to(request)));
        });
        return null;
    }
}
