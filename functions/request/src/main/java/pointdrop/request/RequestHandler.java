package pointdrop.request;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.Request;
import pointdrop.storage.S3Events;
import pointdrop.storage.Upload;

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
        services.invoke(context, invocation -> S3Events.uploads(event)
                .stream()
                .filter(invocation.stores()::owns)
                .filter(upload -> !upload.isFolder() && !upload.copied())
                .forEach(upload -> invocation.about(log -> log.about(Request.of(upload, Optional.empty())),
                        own -> answer(upload, own))));
        return null;
    }

    private static void answer(Upload upload, Services own) {
        new Answer(own).to(Request.of(upload, own.stores().uploads().by(upload)));
    }
}
