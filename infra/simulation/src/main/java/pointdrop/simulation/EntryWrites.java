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
    private static final Map<String, Set<String>> NEXT = Map.of("", Set.of("VALIDATING", "EXPORTING"), "VALIDATING",
            Set.of("REJECTED", "IMPORTING", "FAILED"), "EXPORTING", Set.of("COMPLETED", "REJECTED", "FAILED"),
            "IMPORTING", Set.of("COMPLETED", "FAILED"));
    private static final List<String> GROWING = List.of("succeeded", "changed", "unchanged", "failed", "pointsAdded",
            "pointsRemoved", "repeatedEmails", "notProcessed",
            "notKnown");
    private static final List<String> LASTING = List.of("chunks", "importingSince", "tiers", "allowNegativeBalance",
            "reportKey", "finishedAt", "mailSentAt", "mailFailed");

    private final String table;

    /// @param table of imports
    EntryWrites(String table) {
        this.table = table;
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!table.equals(this.table) || !after.containsKey("status")) {
            return;
        }
        String from = text(before, "status");
        String to = text(after, "status");
        require(from.equals(to) || NEXT.getOrDefault(from, Set.of()).contains(to), "%s goes from \"%s\" to %s", key,
                from, to);
        GROWING.forEach(count -> require(number(after, count) >= number(before, count), "%s of %s shrinks", count,
                key));
        LASTING.forEach(name -> require(!before.containsKey(name)
                || Objects.equals(before.get(name), after.get(name)), "%s of %s is written twice", name, key));
        Set<String> pending = new TreeSet<>(pending(after));
        pending.removeAll(pending(before));
        require(pending.isEmpty() || from.equals("VALIDATING"), "Chunks %s of %s are pending again", pending, key);
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

    private static List<String> pending(Map<String, AttributeValue> item) {
        AttributeValue value = item.get("pendingChunks");
        return value == null ? List.of() : value.hasNs() ? value.ns() : value.ss();
    }
}
