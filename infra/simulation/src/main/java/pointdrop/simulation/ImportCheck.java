package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static pointdrop.simulation.Violation.require;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.Buckets;
import pointdrop.simulation.CustomerWrites.Write;

/// Holds one import against its file and against every write to a customer: each row is in effect once or not at all, and is
/// reported so. Nothing is in effect of an import that was not started.
final class ImportCheck {
    /// For which a customer remembers an import, at least.
    private static final Duration REMEMBERED = Duration.ofDays(7);
    /// By which every delivery of an import has ended: six days, and the longest invocation.
    private static final Duration WORKED_ON = Duration.ofDays(6).plusMinutes(20);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final List<String> ENDS = List.of("REJECTED", "READY", "CANCELLED", "COMPLETED", "FAILED");

    private final Dropped dropped;
    private final Item item;
    private final CustomerWrites writes;
    private final Buckets buckets;
    private final String dataBucket;
    private final Set<ShopState> shops;

    /// @param item of the import's entry
    /// @param shops the rules that the shop has ever had
    ImportCheck(Dropped dropped, Item item, CustomerWrites writes, Buckets buckets,
            String dataBucket, Set<ShopState> shops) {
        this.dropped = dropped;
        this.item = item;
        this.writes = writes;
        this.buckets = buckets;
        this.dataBucket = dataBucket;
        this.shops = shops;
    }

    private Instant began() {
        return Instant.parse(item.text("importingSince"));
    }

    /// Whether it wrote to a customer.
    boolean hasWritten() {
        return writes.all().stream().anyMatch(this::isMine);
    }

    /// From when on its bytes are remembered: when a request started it, else when it was put.
    Instant rememberedFrom() {
        return has("readyUntil") ? began() : dropped.object().time();
    }

    private String status() {
        return item.text("status");
    }

    private boolean has(String attribute) {
        return item.attributes().containsKey(attribute);
    }

    void check() {
        require(ENDS.contains(status()), "%s never ended", status());
        String mail = status().equals("READY") ? "readyMail" : "mail";
        require(has(mail + "SentAt") || has(mail + "Failed"), "No mail is recorded");
        String summary = new String(object("summaries/%s/%s.json"), UTF_8);
        require(summary.contains("\"status\" : \"" + status() + "\""), "It is %s, and its summary %s", status(),
                summary);
        if (has("chunks")) {
            ShopState shop = ShopState.of(item);
            require(shops.contains(shop), "Its shop never had the rules %s", shop);
            require(has("projected") == dropped.review(), "It was reviewed: %s", has("projected"));
            if (has("projected")) {
                checkReview(new ReviewCheck(dropped, item, writes, outcomes("previews/", shop)));
            }
        }
        if (has("importingSince")) {
            checkImport(outcomes("outcomes/", ShopState.of(item)));
        } else {
            checkUntouched();
        }
    }

    private void checkReview(ReviewCheck review) {
        if (has("readyUntil")) {
            review.checkEnded(object("reports/%s/%s/review-errors.csv"));
        } else {
            require(List.of("CANCELLED", "FAILED").contains(status()), "It is %s, and its review did not end",
                    status());
            review.checkUnfinished();
        }
    }

    /// Not one customer was written, and nothing says so.
    private void checkUntouched() {
        require(!status().equals("COMPLETED"), "It was completed before it began");
        require(!hasWritten(), "It changed customers before it began");
        require(item.number("succeeded") + item.number("failed") == 0, "It counts rows, and never began");
        require(objects("outcomes/").isEmpty() && objects("chunks/").isEmpty(),
                "Its ledger is written before it began");
    }

    private void checkImport(OutcomesCheck outcomes) {
        require(!has("pendingChunks"), "Chunks are pending");
        require(Objects.requireNonNull(item.attributes().get("leases")).m().isEmpty(), "Leases are left");
        outcomes.checkRows();
        Lines.CUSTOMERS.forEach(email -> checkCustomer(email, outcomes));
        require(writes.all()
                .stream()
                .filter(this::isMine)
                .allMatch(write -> write.shop().equals(dropped.shop()) && Lines.CUSTOMERS.contains(write.email())),
                "It wrote to a customer whom its file does not name");
        outcomes.checkCounts(item);
        require(item.number("rows") == dropped.file().lines().size(), "rows=%d", item.number("rows"));
        boolean given = outcomes.outcomes().byRow().values().stream().anyMatch(Outcomes.Entry::givenUp);
        require(status().equals(given ? "FAILED" : "COMPLETED"), "%s, rows not processed: %s", status(), given);
        outcomes.checkReport(object("reports/%s/%s/errors.csv"));
    }

    private boolean isMine(Write write) {
        return write.importId().equals(Optional.of(dropped.importId()));
    }

    private OutcomesCheck outcomes(String folder, ShopState shop) {
        return new OutcomesCheck(dropped.file(), shop, Outcomes.of(objects(folder)));
    }

    /// @param key a format of it
    private byte[] object(String key) {
        return Objects.requireNonNull(
                buckets.bytes(dataBucket, String.format(Locale.ROOT, key, dropped.shop(), dropped.importId())), key);
    }

    /// Those of its chunks.
    private List<byte[]> objects(String folder) {
        List<byte[]> objects = new ArrayList<>();
        for (String key : buckets.keys(dataBucket, folder + dropped.shop() + "/" + dropped.importId() + "/")) {
            if (key.endsWith(".csv.gz")) {
                objects.add(Objects.requireNonNull(buckets.bytes(dataBucket, key)));
            }
        }
        return objects;
    }

    private void checkCustomer(String email, OutcomesCheck outcomes) {
        List<Integer> rows = dropped.file().rowsOf(email);
        List<@Nullable Known> states = writes.states(dropped.shop(), email);
        List<Write> mine = writes.of(dropped.shop(), email).stream().filter(this::isMine).toList();
        require(mine.size() <= 1, "%s was written %d times", email, mine.size());
        if (rows.stream().anyMatch(row -> outcomes.entry(row).notKnown())) {
            checkNotKnown(email, rows, outcomes);
        } else if (mine.size() == 1) {
            Write write = mine.getFirst();
            require(write.at().isBefore(began().plus(WORKED_ON)),
                    "%s was written at %s, so late that it may be forgotten",
                    email, write.at());
            Known after = outcomes.apply(rows, write.before());
            require(Objects.equals(after, write.after()), "%s was %s; the rows make it %s, it was written as %s", email,
                    write.before(), after, write.after());
            require(rows.stream().anyMatch(row -> outcomes.entry(row).kind() == Line.Kind.CHANGED),
                    "%s was written without a change", email);
        } else if (!rows.isEmpty() && !rows.stream().allMatch(row -> outcomes.entry(row).notProcessed())) {
            require(states.stream().anyMatch(state -> outcomes.explainsWithoutWrite(state, rows)),
                    "No state of %s explains the outcomes %s of an import that did not write it: %s", email,
                    rows.stream().map(row -> outcomes.entry(row)).toList(), states);
        }
    }

    /// It may only be told so where a later import came so late that it may have dropped the entry of this one.
    private void checkNotKnown(String email, List<Integer> rows, OutcomesCheck outcomes) {
        Instant firstDrop = began().plus(REMEMBERED).minus(CLOCKS_DIFFER);
        require(writes.of(dropped.shop(), email)
                .stream()
                .anyMatch(write -> write.importId().isPresent() && !isMine(write) && write.at().isAfter(firstDrop)),
                "%s has forgotten nothing, and its rows are not known", email);
        require(rows.stream().allMatch(row -> outcomes.entry(row).givenUp()), "Rows of %s are known and not known",
                email);
    }
}
