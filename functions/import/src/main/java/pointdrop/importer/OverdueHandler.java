package pointdrop.importer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
            long gone = overdue.stream().limit(MOST_TOLD).filter(open -> !tellIfOpen(open, invocation)).count();
            invocation.log()
                    .counting(Metric.IMPORTS_OVERDUE, overdue.size() - gone)
                    .info("Looked for what is open for longer than an hour");
        });
        return null;
    }

    /// Tells of an entry that is open. One that is not leaves the index.
    ///
    /// @return false where it is not, or has been deleted
    private static boolean tellIfOpen(Open found, Services invocation) {
        Stores stores = invocation.stores();
        HistoryEntry entry = stores.imports().find(found.shop(), found.id()).orElse(null);
        if (entry == null) {
            return false;
        }
        if (!entry.status().open()) {
            stores.openEntries().leave(entry);
            return false;
        }
        tell(entry, found, invocation);
        return true;
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
