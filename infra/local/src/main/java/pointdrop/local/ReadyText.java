package pointdrop.local;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Columns;
import pointdrop.domain.Counts;
import pointdrop.domain.Field;
import pointdrop.storage.HistoryEntry;

/// What an import would do, for a terminal.
final class ReadyText {
    private static final int ROWS = 10;

    private final Columns columns;

    private ReadyText(Columns columns) {
        this.columns = columns;
    }

    /// @param preview of the entry; closed by this
    static String of(HistoryEntry ready, InputStream preview, String dataBucket) throws IOException {
        Map<String, Object> rows;
        try (preview) {
            rows = JSON.std.mapFrom(preview);
        }
        Counts counts = ready.review().projected();
        String report = counts.failed() == 0
                ? ""
                : "Rows that would fail: s3://%s/%s%n".formatted(dataBucket, ready.reviewReportKey());
        return String.format(Locale.ROOT,
                """
                        Import %s: %s. Nothing has been changed yet.
                        %s
                        Would succeed: %d rows (%d would change a customer, %d would find nothing to change), would fail: %d rows
                        Points that would be added: %d, removed: %d

                        %s
                        %sFirst rows, for programs: s3://%s/%s

                        To start it, until %s:
                          infra/local/pointdrop start %s %s
                        To cancel it:
                          infra/local/pointdrop cancel %s %s
                        """,
                ready.id(), ready.status(), ready.message(), counts.succeeded(), counts.changed(),
                counts.unchanged(), counts.failed(), counts.pointsAdded(), counts.pointsRemoved(),
                table(ready, rows), report, dataBucket, ready.previewKey(),
                Tables.time(requireNonNull(ready.review().readyUntil())), ready.shop(), ready.id(), ready.shop(),
                ready.id());
    }

    private static String table(HistoryEntry ready, Map<String, Object> preview) {
        ReadyText text = new ReadyText(
                Columns.of(ready.origin().knownAction().orElseThrow(), strings(preview.get("columns"))));
        List<List<Object>> lines = new ArrayList<>();
        for (Object row : list(preview.get("rows"))) {
            if (lines.size() < ROWS && row instanceof Map<?, ?> values) {
                lines.add(text.line(values));
            }
        }
        String table = Tables.wrapped(List.of("Row", "Email", "Before", "Delta", "After", "What else"), lines);
        return ready.rows() > lines.size()
                ? table + "(The first " + lines.size() + " rows.)\n"
                : table;
    }

    private List<Object> line(Map<?, ?> row) {
        if (row.get("problem") instanceof String problem) {
            String email = columns.text(Field.EMAIL, strings(row.get("cells"))).orElse("");
            return List.of(text(row.get("row")), email, "", "", "", "would fail: " + problem);
        }
        long delta = row.get("delta") instanceof Number number ? number.longValue() : 0;
        return List.of(text(row.get("row")), text(row.get("email")), text(row.get("before")),
                String.format(Locale.ROOT, "%+d", delta), text(row.get("after")), changes(row));
    }

    private static String changes(Map<?, ?> row) {
        Stream<String> created = Boolean.TRUE.equals(row.get("created")) ? Stream.of("new customer") : Stream.of();
        return String.join("; ", Stream.concat(created, Stream.of("name", "tier", "birthday")
                .filter(row::containsKey)
                .map(name -> row.get(name) instanceof Map<?, ?> change
                        ? Tables.change(name, text(change.get("before")), text(change.get("after")))
                        : name))
                .toList());
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(ReadyText::text).toList();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
