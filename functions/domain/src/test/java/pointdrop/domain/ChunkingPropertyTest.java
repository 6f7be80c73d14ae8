package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// However a file is dealt to chunks, and in whatever order they are imported, the result is that of applying its rows from
/// top to bottom.
class ChunkingPropertyTest {
    private static final int TRIES = 2_000;

    private record Line(String email, String points) {}

    /// @param order in which the chunks are imported
    private record Import(List<Line> file, List<Integer> order) {}

    private record Result(Map<String, Long> balances, List<String> outcomes) {}

    private static Import anyImport(RandomInput random) {
        List<Line> file = random.listOf(40, () -> new Line(
                random.oneOf("a@example.com", "A@Example.com", "B@Example.com", "c@example.com", "d@example.com",
                        "unknown@example.com"),
                random.yesOrNo() ? Integer.toString(random.number(-60, 60)) : random.oneOf("", "x", "+7")));
        return new Import(file, random.order(random.number(1, 7)));
    }

    @Test
    void addPointsGivesTheSameResultInChunks() {
        RandomInput.check(TRIES, ChunkingPropertyTest::anyImport,
                it -> assertEquals(plainly(it, ChunkingPropertyTest::addPlainly), inChunks(Action.ADD_POINTS, it)));
    }

    @Test
    void resetPointsGivesTheSameResultInChunks() {
        RandomInput.check(TRIES, ChunkingPropertyTest::anyImport,
                it -> assertEquals(plainly(it, ChunkingPropertyTest::resetPlainly),
                        inChunks(Action.RESET_POINTS, it)));
    }

    @Test
    void upsertGivesTheSameResultInChunks() {
        RandomInput.check(TRIES, ChunkingPropertyTest::anyImport,
                it -> assertEquals(plainly(it, ChunkingPropertyTest::upsertPlainly), inChunks(Action.UPSERT, it)));
    }

    private static Result plainly(Import it, BiFunction<Line, Map<String, Long>, String> apply) {
        Map<String, Long> balances = startBalances();
        List<String> outcomes = new ArrayList<>();
        it.file().forEach(line -> outcomes.add(apply.apply(line, balances)));
        return new Result(balances, outcomes);
    }

    private static String addPlainly(Line line, Map<String, Long> balances) {
        Long balance = balances.get(line.email().toLowerCase(Locale.ROOT));
        if (line.points().equals("x") || balance == null) {
            return "failed";
        }
        long delta = line.points().isEmpty() ? 0 : Long.parseLong(line.points());
        return settle(line, balances, balance, balance + delta);
    }

    private static String resetPlainly(Line line, Map<String, Long> balances) {
        Long balance = balances.get(line.email().toLowerCase(Locale.ROOT));
        if (line.points().equals("x") || balance == null) {
            return "failed";
        }
        return settle(line, balances, balance, line.points().isEmpty() ? balance : Long.parseLong(line.points()));
    }

    private static String upsertPlainly(Line line, Map<String, Long> balances) {
        if (balances.containsKey(line.email().toLowerCase(Locale.ROOT)) || line.points().equals("x")) {
            return resetPlainly(line, balances);
        }
        // A customer without points is new all the same.
        String outcome = settle(line, balances, 0, line.points().isEmpty() ? 0 : Long.parseLong(line.points()));
        return outcome.equals("unchanged at 0") ? "0 to 0" : outcome;
    }

    private static String settle(Line line, Map<String, Long> balances, long before, long after) {
        if (after < 0) {
            return "failed";
        }
        balances.put(line.email().toLowerCase(Locale.ROOT), after);
        return after == before ? "unchanged at " + after : before + " to " + after;
    }

    private static Map<String, Long> startBalances() {
        return new TreeMap<>(Map.of("a@example.com", 0L, "b@example.com", 50L, "c@example.com", 100L, "d@example.com",
                7L));
    }

    /// As validate and import do: rows are dealt to chunks, and the rows of each customer in a chunk applied at once.
    private static Result inChunks(Action action, Import it) {
        Map<String, Long> balances = startBalances();
        Map<Integer, String> outcomes = new TreeMap<>();
        List<Row> rows = rows(action, it.file());
        for (int chunk : it.order()) {
            Map<EmailAddress, List<Row>> byCustomer = new LinkedHashMap<>();
            rows.stream()
                    .filter(row -> row.chunk(it.order().size()) == chunk)
                    .forEach(row -> byCustomer.computeIfAbsent(row.email(), _ -> new ArrayList<>()).add(row));
            byCustomer.forEach((email, its) -> {
                Long balance = balances.get(email.value());
                CustomerChange change = CustomerChange.apply(Sheet.rules(action, Sheet.SHOP),
                        balance == null ? null : Sheet.customer(balance),
                        email, its);
                if (change.after() != null) {
                    balances.put(email.value(), change.after().points());
                }
                change.outcomes().forEach(outcome -> outcomes.put(outcome.row(), text(outcome)));
            });
        }
        return new Result(balances, List.copyOf(outcomes.values()));
    }

    private static List<Row> rows(Action action, List<Line> file) {
        RowReader reader = new RowReader(Columns.of(action, List.of("Email", "Points")), Sheet.SHOP, Sheet.TODAY);
        return IntStream.range(0, file.size())
                .mapToObj(i -> reader.read(i + 2, List.of(file.get(i).email(), file.get(i).points())))
                .toList();
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed ->
                Outcome.Changed.balance(changed.before()) + " to " + Outcome.Changed.balance(changed.after());
            case Outcome.Unchanged unchanged -> "unchanged at " + unchanged.balance();
            case Outcome.Failed _ -> "failed";
        };
    }
}
