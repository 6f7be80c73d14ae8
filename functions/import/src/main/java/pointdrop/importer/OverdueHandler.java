package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.mail.Services;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Metric;
import pointdrop.storage.OpenEntries.Open;
import pointdrop.storage.Stage;
import pointdrop.storage.Stores;

/// Called every quarter of an hour by EventBridge: tells of the imports and exports that have been open for longer than an hour, and how many
/// there are. No function fails where an event was lost, so that nothing else tells of them.
public final class OverdueHandler implements RequestHandler<ScheduledEvent, @Nullable Void> {
    private static final Duration LIMIT = Duration.ofHours(1);
    /// As many have a line of their own; the oldest do.
    private static final int MOST_TOLD = 100;

    private final Services services;

    public OverdueHandler() {
        this(Services.of(System.getenv()));
    }

    public OverdueHandler(Services services) {
        this.services = services;
    }

    @Override
    public @Nullable Void handleRequest(ScheduledEvent event, Context context) {
        services.invoke(context, invocation -> {
            Stores stores = invocation.stores();
            List<Open> overdue = stores.openEntries().since(stores.deadline().now().minus(LIMIT));
            long gone = overdue.stream().limit(MOST_TOLD).filter(open -> !isOpen(open, invocation)).count();
            invocation.log()
                    .counting(Metric.IMPORTS_OVERDUE, overdue.size() - gone)
                    .info("Looked for what is open for longer than an hour");
        });
        return null;
    }

    /// Tells of an entry, unless it has been deleted or is not open; then it leaves the index.
    private static boolean isOpen(Open found, Services invocation) {
        Stores stores = invocation.stores();
        Optional<HistoryEntry> entry = stores.imports().find(found.shop(), found.id());
        entry.filter(stands -> !stands.status().open()).ifPresent(stores.openEntries()::leave);
        Optional<HistoryEntry> open = entry.filter(stands -> stands.status().open());
        open.ifPresent(stands -> tell(stands, found, invocation));
        return open.isPresent();
    }

    private static void tell(HistoryEntry entry, Open open, Services invocation) {
        invocation.log()
                .about(entry)
                .with("status", entry.status().name())
                .with("openSince", open.since().toString())
                .with("pendingChunks",
                        Arrays.stream(Stage.values()).mapToInt(stage -> entry.pendingChunks(stage).size()).sum())
                .warn("Open for longer than an hour");
    }
}
