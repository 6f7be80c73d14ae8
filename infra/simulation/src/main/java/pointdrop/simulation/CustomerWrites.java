package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.ItemKey;
import pointdrop.emulators.memory.WriteListener;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Every write to a customer, in order.
final class CustomerWrites implements WriteListener {
    /// For which an entry of `recent` is kept.
    private static final Duration KEPT = Duration.ofDays(7);

    private final String table;
    private final InstantSource clock;
    private final Supplier<Optional<String>> worker;
    private final Consumer<Write> listener;
    private final Map<String, List<Write>> byCustomer = new TreeMap<>();

    /// @param importId the import that wrote; empty for another program
    record Write(String shop, String email, @Nullable Known before, @Nullable Known after, Optional<String> importId,
            Instant at) {
        /// Whether the customer was there before any import.
        boolean wasFirst() {
            return before == null && importId.isEmpty();
        }
    }

    /// @param table of customers
    /// @param worker the import whose chunk the function works on that writes now: a deletion names none in the item
    /// @param listener told of each write
    CustomerWrites(String table, InstantSource clock, Supplier<Optional<String>> worker,
            Consumer<Write> listener) {
        this.worker = worker;
        this.table = table;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        if (!table.equals(this.table)) {
            return;
        }
        Item item = new Item(after.isEmpty() ? before : after);
        String shop = item.text("pk").replaceFirst("#.*", "");
        String email = item.text("email");
        Set<String> added = new HashSet<>(imports(after));
        added.removeAll(imports(before));
        if (added.size() > 1) {
            throw new Violation("One write names several imports: " + added);
        }
        Violation.require(added.isEmpty() || rev(after) == rev(before) + 1, "%s was written from rev %d to rev %d",
                email,
                rev(before), rev(after));
        if (!added.isEmpty()) {
            Set<String> young = young(before);
            young.removeAll(imports(after));
            Violation.require(young.isEmpty(), "%s loses %s, which are recent", email, young);
        }
        Write write = new Write(shop, email, Known.of(before), Known.of(after),
                added.stream().findFirst().or(() -> after.isEmpty() ? worker.get() : Optional.empty()),
                clock.instant());
        of(shop, email).add(write);
        listener.accept(write);
    }

    private static long rev(Map<String, AttributeValue> item) {
        return item.containsKey("rev") ? new Item(item).number("rev") : 0;
    }

    /// The imports that changed a customer within [#KEPT].
    private Set<String> young(Map<String, AttributeValue> item) {
        Instant oldest = clock.instant().minus(KEPT);
        return !item.containsKey("recent")
                ? new HashSet<>()
                : new Item(item).list("recent")
                        .stream()
                        .filter(entry -> Instant.parse(entry.text("at")).isAfter(oldest))
                        .map(entry -> entry.text("import"))
                        .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> imports(Map<String, AttributeValue> item) {
        return item.containsKey("recent")
                ? new Item(item).list("recent").stream().map(entry -> entry.text("import")).toList()
                : List.of();
    }

    /// Of one customer, in order.
    List<Write> of(String shop, String email) {
        return byCustomer.computeIfAbsent(shop + " " + email, _ -> new ArrayList<>());
    }

    /// What a customer was, in order; null where there was none.
    List<@Nullable Known> states(String shop, String email) {
        List<Write> chain = of(shop, email);
        List<@Nullable Known> states = new ArrayList<>();
        states.add(chain.isEmpty() ? null : chain.getFirst().before());
        chain.forEach(write -> states.add(write.after()));
        return states;
    }

    List<Write> all() {
        return byCustomer.values().stream().flatMap(Collection::stream).toList();
    }
}
