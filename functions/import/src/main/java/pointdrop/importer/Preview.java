package pointdrop.importer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.ScratchFiles;
import pointdrop.domain.Customer;
import pointdrop.domain.Outcome;
import pointdrop.storage.DataBucket;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Stage;

/// Writes what a review found out about the first rows as JSON, for a page to show.
///
/// @param files hold the outcomes, and close them
record Preview(DataBucket data, ScratchFiles files) {
    private static final int ROWS = 50;

    void put(HistoryEntry entry) throws IOException {
        LedgerMerge lines = new LedgerMerge(data, files, entry.chunks(Stage.REVIEW), _ -> true);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Optional<LedgerLine> line = lines.next(); line.isPresent() && rows.size() < ROWS; line = lines.next()) {
            rows.add(row(line.get()));
        }
        Map<String, Object> preview = new LinkedHashMap<>();
        preview.put("columns", lines.header());
        preview.put("rows", rows);
        data.putPreview(entry, JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asBytes(preview));
    }

    private static Map<String, Object> row(LedgerLine line) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("row", line.row());
        row.put("outcome", line.outcome());
        switch (line.outcome()) {
            case LedgerLine.CHANGED -> put(row, line.changed());
            case LedgerLine.UNCHANGED -> {
                row.put("email", line.email());
                putPoints(row, line.balance(), 0, line.balance());
            }
            default -> {
                row.put("cells", line.cells());
                row.put("problem", line.error());
            }
        }
        return row;
    }

    private static void put(Map<String, Object> row, Outcome.Changed changed) {
        row.put("email", changed.email().value());
        putPoints(row, Outcome.Changed.balance(changed.before()), changed.delta(),
                Outcome.Changed.balance(changed.after()));
        row.put("created", changed.before() == null);
        putChange(row, "name", changed, Customer::name);
        putChange(row, "tier", changed, Customer::tier);
        putChange(row, "birthday", changed,
                Customer::birthdayText);
    }

    private static void putPoints(Map<String, Object> row, long before, long delta, long after) {
        row.put("before", before);
        row.put("delta", delta);
        row.put("after", after);
    }

    /// Only where it changes; what is not there is left out.
    private static void putChange(Map<String, Object> row, String name, Outcome.Changed changed,
            Function<Customer, @Nullable String> field) {
        String before = changed.before() == null ? null : field.apply(changed.before());
        String after = changed.after() == null ? null : field.apply(changed.after());
        if (!Objects.equals(before, after)) {
            Map<String, @Nullable Object> change = new LinkedHashMap<>();
            change.put("before", before);
            change.put("after", after);
            row.put(name, change);
        }
    }
}
