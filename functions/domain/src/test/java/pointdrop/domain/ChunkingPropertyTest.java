package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/// However a file is dealt to chunks, the result is that of a plain loop from top to bottom.
class ChunkingPropertyTest {
    private static final List<String> EMAILS = List.of("a@example.com", "B@Example.com", "c@example.com",
            "d@example.com", "unknown@example.com");

    record Line(String email, String points) {}

    @Provide
    Arbitrary<List<Line>> files() {
        Arbitrary<String> emails = Arbitraries.of(EMAILS);
        Arbitrary<String> points = Arbitraries.oneOf(Arbitraries.integers().between(-60, 60).map(String::valueOf),
                Arbitraries.of("", "x", "+7"));
        return Combinators.combine(emails, points).as(Line::new).list().ofMaxSize(40);
    }

    @Property(tries = 500)
    void addPointsGivesWhatAPlainLoopGives(@ForAll("files") List<Line> file,
            @ForAll @IntRange(min = 1, max = 7) int chunks) {
        Map<String, Long> balances = startBalances();
        List<String> expected = new ArrayList<>();
        for (Line line : file) {
            expected.add(addPlainly(line, balances));
        }
        assertEquals(new Result(balances, expected), inChunks(Action.ADD_POINTS, file, chunks));
    }

    @Property(tries = 500)
    void resetPointsGivesWhatAPlainLoopGives(@ForAll("files") List<Line> file,
            @ForAll @IntRange(min = 1, max = 7) int chunks) {
        Map<String, Long> balances = startBalances();
        List<String> expected = new ArrayList<>();
        for (Line line : file) {
            expected.add(resetPlainly(line, balances));
        }
        assertEquals(new Result(balances, expected), inChunks(Action.RESET_POINTS, file, chunks));
    }

    private static String addPlainly(Line line, Map<String, Long> balances) {
        Long balance = balances.get(line.email().toLowerCase(java.util.Locale.ROOT));
        if (line.points().equals("x") || balance == null) {
            return "failed";
        }
        long delta = line.points().isEmpty() ? 0 : Long.parseLong(line.points());
        return settle(line, balances, balance, balance + delta);
    }

    private static String resetPlainly(Line line, Map<String, Long> balances) {
        Long balance = balances.get(line.email().toLowerCase(java.util.Locale.ROOT));
        if (line.points().equals("x") || balance == null) {
            return "failed";
        }
        return settle(line, balances, balance, line.points().isEmpty() ? balance : Long.parseLong(line.points()));
    }

    private static String settle(Line line, Map<String, Long> balances, long before, long after) {
        if (after < 0) {
            return "failed";
        }
        balances.put(line.email().toLowerCase(java.util.Locale.ROOT), after);
        return after == before ? "unchanged at " + after : before + " to " + after;
    }

    private static Map<String, Long> startBalances() {
        return new TreeMap<>(Map.of("a@example.com", 0L, "b@example.com", 50L, "c@example.com", 100L, "d@example.com",
                7L));
    }

    private record Result(Map<String, Long> balances, List<String> outcomes) {}

    /// As validate and import do: rows dealt by a hash of the address, each customer's rows applied at once.
    private static Result inChunks(Action action, List<Line> file, int chunks) {
        RowReader reader = new RowReader(Columns.of(action, List.of("Email", "Points")), Sheet.SHOP, Sheet.TODAY);
        List<Row> rows = IntStream.range(0, file.size())
                .mapToObj(i -> reader.read(i + 2, List.of(file.get(i).email(), file.get(i).points())))
                .toList();
        Map<String, Long> balances = startBalances();
        Map<Integer, String> outcomes = new TreeMap<>();
        Map<Long, List<Row>> dealt = rows.stream().collect(Collectors.groupingBy(row -> hash(row) % chunks));
        for (List<Row> chunk : dealt.values()) {
            Map<EmailAddress, List<Row>> byCustomer = new LinkedHashMap<>();
            chunk.forEach(row -> byCustomer.computeIfAbsent(email(row), _ -> new ArrayList<>()).add(row));
            byCustomer.forEach((email, its) -> {
                Long balance = balances.get(email.value());
                Ledger ledger = Ledger.apply(action, Sheet.SHOP, balance == null ? null : Sheet.customer(balance),
                        email,
                        its);
                if (ledger.after() != null) {
                    balances.put(email.value(), ledger.after().points());
                }
                ledger.outcomes().forEach(outcome -> outcomes.put(outcome.row(), text(outcome)));
            });
        }
        return new Result(new HashMap<>(balances), List.copyOf(outcomes.values()));
    }

    private static EmailAddress email(Row row) {
        return java.util.Objects.requireNonNull(row.email());
    }

    private static long hash(Row row) {
        return email(row).hash();
    }

    private static String text(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Changed changed -> changed.before() + " to " + changed.after();
            case Outcome.Unchanged unchanged -> "unchanged at " + unchanged.balance();
            case Outcome.Failed _ -> "failed";
        };
    }
}
