package pointdrop.validate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.mail.Notifier;
import pointdrop.storage.Environment;
import pointdrop.storage.Stores;
import pointdrop.storage.Uploads;

/// Called by S3 for each object put under `imports/`, once or more often.
public final class ValidateHandler implements RequestHandler<S3Event, @Nullable Void> {
    private final Validation validation;

    public ValidateHandler() {
        this(System.getenv());
    }

    /// @param environment the variables that template.yaml sets
    public ValidateHandler(Map<String, String> environment) {
        this(Stores.of(new Environment(environment)), Clock.systemUTC());
    }

    private ValidateHandler(Stores stores, Clock clock) {
        this(stores, Notifier.of(stores, clock), clock);
    }

    public ValidateHandler(Stores stores, Notifier notifier, Clock clock) {
        this.validation = new Validation(stores, notifier, clock);
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        Uploads.in(event).forEach(validation::run);
        return null;
    }
}
