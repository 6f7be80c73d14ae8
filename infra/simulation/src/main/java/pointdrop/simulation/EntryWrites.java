package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.memory.ItemKey;
import pointdrop.emulators.memory.WriteListener;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Holds every write to an entry of the history against the one before: an entry only moves on.
final class EntryWrites implements WriteListener {
    private static final Map<String, Set<String>> NEXT = Map.of("", Set.of("VALIDATING", "EXPORTING", "IMPORTING"),
            "VALIDATING",
            Set.of("REJECTED", "REVIEWING", "IMPORTING", "FAILED"), "REVIEWING",
            Set.of("READY", "CANCELLED", "FAILED"), "READY", Set.of("IMPORTING", "CANCELLED"), "EXPORTING",
            Set.of("COMPLETED", "REJECTED", "FAILED"), "IMPORTING", Set.of("COMPLETED", "FAILED"));
    private static final Set<String> OPEN = Set.of("VALIDATING", "REVIEWING", "IMPORTING", "EXPORTING");
    private static final List<String> GROWING = List.of("succeeded", "changed", "unchanged", "failed", "pointsAdded",
            "pointsRemoved", "repeatedEmails", "notProcessed",
            "notKnown");
    private static final List<String> LASTING = List.of("chunks", "staged", "sha256", "importingSince", "readyUntil",
            "tiers", "allowNegativeBalance", "undoes", "continues", "ledger", "reportKey", "finishedAt", "mailSentAt",
            "mailFailed", "readyMailSentAt",
            "readyMailFailed", "outcome", "reason");
    /// The statuses in which chunks of a pass become pending, and the one in which they are closed.
    private static final List<Pass> PASSES = List.of(
            new Pass("pendingReviews", "projected", Set.of("VALIDATING"), "REVIEWING"),
            new Pass("pendingChunks", "", Set.of("", "VALIDATING", "READY"), "IMPORTING"));

    /// @param counts the attribute that holds its counts; empty for the entry itself
    private record Pass(String pending, String counts, Set<String> before, String during) {
        void check(ItemKey key, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
            String from = text(before, "status");
            Set<String> added = new TreeSet<>(pending(after));
            added.removeAll(pending(before));
            require(added.isEmpty() || this.before.contains(from), "%s %s of %s are pending again", pending, added,
                    key);
            Map<String, AttributeValue> countsBefore = counts(before);
            Map<String, AttributeValue> countsAfter = counts(after);
            boolean moves = !pending(before).equals(pending(after)) || GROWING.stream()
                    .anyMatch(count -> !Objects.equals(countsBefore.get(count), countsAfter.get(count)));
            require(!moves || text(after, "status").equals(during) || from.equals("EXPORTING") || from.isEmpty(),
                    "%s of %s change while it is %s", pending, key, text(after, "status"));
            GROWING.forEach(count -> require(number(countsAfter, count) >= number(countsBefore, count),
                    "%s %s of %s shrinks", counts, count, key));
        }

        private Set<String> pending(Map<String, AttributeValue> item) {
            AttributeValue value = item.get(pending);
            return value == null ? Set.of() : Set.copyOf(value.ns());
        }

        /// The attributes among which its counts are.
        private Map<String, AttributeValue> counts(Map<String, AttributeValue> item) {
            if (counts.isEmpty()) {
                return item;
            }
            AttributeValue inside = item.get(counts);
            return inside == null ? Map.of() : inside.m();
        }
    }

    private final String table;

    /// @param table of imports
    EntryWrites(String table) {
        this.table = table;
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!table.equals(this.table)) {
            return;
        }
        LASTING.forEach(name -> require(!before.containsKey(name)
                || Objects.equals(before.get(name), after.get(name)), "%s of %s is written twice", name, key));
        if (!after.containsKey("status")) {
            return;
        }
        String from = text(before, "status");
        String to = text(after, "status");
        checkOpen(key, to, after);
        require(from.equals(to) || NEXT.getOrDefault(from, Set.of()).contains(to), "%s goes from \"%s\" to %s", key,
                from, to);
        require(!to.equals("IMPORTING") || !from.isEmpty() || after.containsKey("undoes"), "%s begins as an import",
                key);
        PASSES.forEach(pass -> pass.check(key, before, after));
        AttributeValue leases = after.get("reviewLeases");
        require(!after.containsKey("readyUntil") || leases == null || leases.m().isEmpty(),
                "%s is %s, and its reviews are worked on", key, to);
    }

    /// It is in the index `open` exactly while functions are to work on it.
    private static void checkOpen(ItemKey key, String status, Map<String, AttributeValue> item) {
        require(OPEN.contains(status) == item.containsKey("open")
                && item.containsKey("open") == item.containsKey("openSince"),
                "%s is %s, and in the index of open entries: %s", key, status, item.get("open"));
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? "" : value.s();
    }

    private static long number(Map<String, AttributeValue> item, String name) {
        @Nullable
        AttributeValue value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }
}
