package pointdrop.export;

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

/// Called by S3 for each request put under `exports/`, once or more often.
public final class ExportHandler implements RequestHandler<S3Event, @Nullable Void> {
    private final Stores stores;
    private final Notifier notifier;
    private final Clock clock;

    public ExportHandler() {
        this(System.getenv());
    }

    /// @param environment the variables that template.yaml sets
    public ExportHandler(Map<String, String> environment) {
        this(Stores.of(new Environment(environment)), Clock.systemUTC());
    }

    private ExportHandler(Stores stores, Clock clock) {
        this(stores, Notifier.of(stores, clock), clock);
    }

    public ExportHandler(Stores stores, Notifier notifier, Clock clock) {
        this.stores = stores;
        this.notifier = notifier;
        this.clock = clock;
    }

    @Override
    public @Nullable Void handleRequest(S3Event event, Context context) {
        Stores patient = stores.with(Patience.until(clock, context.getRemainingTimeInMillis()));
        Export export = new Export(patient, notifier.with(patient), clock);
        Uploads.in(event).forEach(export::run);
        return null;
    }
}
