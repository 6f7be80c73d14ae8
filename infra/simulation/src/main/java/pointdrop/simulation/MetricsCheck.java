package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Holds what the log counts against the Imports table: never more, and as much where nothing broke.
record MetricsCheck(World world) {
    private static final List<String> ENDED = List.of("COMPLETED", "FAILED");

    /// @param exact whether nothing broke
    void check(boolean exact) {
        Collection<Item> all = world.aws()
                .tables()
                .get(world.variable("POINTDROP_IMPORTS_TABLE"))
                .items()
                .stream()
                .map(Item::new)
                .toList();
        List<Item> imports = all.stream().filter(item -> is(item, "kind", "import")).toList();
        check("RowsSucceeded", exact, sum(imports, "succeeded"));
        check("RowsUnchanged", exact, sum(imports, "unchanged"));
        check("RowsFailed", exact, sum(imports, "failed"));
        check("RowsNotProcessed", exact, sum(imports, "notProcessed") + sum(imports, "notKnown"));
        check("FilesRejected", exact, imports.stream().filter(item -> is(item, "status", "REJECTED")).count());
        check("MailsFailed", exact, Stream.of("mailFailed", "readyMailFailed")
                .mapToLong(mark -> all.stream().filter(item -> item.attributes().containsKey(mark)).count())
                .sum());
        check("ThrottledCalls", exact, exact ? 0 : Long.MAX_VALUE);
        long ended = imports.stream()
                .filter(item -> item.attributes().containsKey("importingSince")
                        && ENDED.contains(item.text("status")))
                .count();
        compare("SecondsToFinish", exact,
                world.log().values("SecondsToFinish").size(), ended);
    }

    private void check(String metric, boolean exact, long inTable) {
        compare(metric, exact, Math.round(world.log().sum(metric)), inTable);
    }

    private static void compare(String metric, boolean exact, long inLog, long inTable) {
        require(exact ? inLog == inTable : inLog <= inTable, "The log counts %d for %s, the history %d", inLog, metric,
                inTable);
    }

    private static boolean is(Item item, String name, String value) {
        return AttributeValue.fromS(value).equals(item.attributes().get(name));
    }

    private static long sum(List<Item> items, String name) {
        return items.stream()
                .filter(item -> item.attributes().containsKey(name))
                .mapToLong(item -> item.number(name))
                .sum();
    }
}
