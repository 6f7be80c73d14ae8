package pointdrop.validate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;

import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.S3Events;

/// Called by S3 for each object put under `imports/`, once or more often.
public final class ValidateHandler implements RequestHandler<S3Event, @Nullable Void> {
    private final Services services;
    private final Validation.Limits limits;

    public ValidateHandler() {
        this(Services.of(System.getenv()));
    }

    public ValidateHandler(Services services) {
        this.services = services;
        this.limits = Validation.Limits.of(services.stores().environment());
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        services.invoke(context, invocation -> S3Events.uploads(event)
                .stream()
                .filter(invocation.stores()::owns)
                .forEach(upload -> invocation.about(log -> log.about(upload),
                        own -> new Validation(own, limits).run(upload))));
        return null;
    }
}
