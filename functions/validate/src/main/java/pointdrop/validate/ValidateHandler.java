package pointdrop.validate;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.mail.Notifier;
import pointdrop.storage.Environment;
import pointdrop.storage.Patience;
import pointdrop.storage.Stores;
import pointdrop.storage.Uploads;

/// Called by S3 for each object put under `imports/`, once or more often.
public final class ValidateHandler implements RequestHandler<S3Event, @Nullable Void> {
    private final Stores stores;
    private final Notifier notifier;
    private final Clock clock;
    private final Validation.Limits limits;

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
        this.stores = stores;
        this.notifier = notifier;
        this.clock = clock;
        this.limits = Validation.Limits.of(stores.environment());
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        Stores patient = stores.with(Patience.until(clock, context.getRemainingTimeInMillis()));
        Validation validation = new Validation(patient, notifier.with(patient), clock, limits);
        Uploads.in(event).forEach(validation::run);
        return null;
    }
}
