package pointdrop.local;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import pointdrop.domain.Counts;
import pointdrop.storage.HistoryEntry;

/// Tables for a terminal.
final class Tables {
    private Tables() {}

    static void printHistory(List<HistoryEntry> imports) {
        print(List.of("Import", "Action", "Status", "Rows", "Changed", "Unchanged", "Failed", "Added", "Removed"),
                imports.stream().map(Tables::line).toList());
    }

    private static List<Object> line(HistoryEntry entry) {
        Counts counts = entry.counts();
        return List.of(entry.id(), entry.origin().action(), entry.status(), entry.rows(), counts.changed(),
                counts.unchanged(), counts.failed(), counts.pointsAdded(), counts.pointsRemoved());
    }

    static void print(List<String> header, List<List<Object>> lines) {
        List<List<String>> rows = new ArrayList<>(List.of(header));
        lines.forEach(line -> rows.add(line.stream().map(Object::toString).toList()));
        Column[] columns = new Column[header.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            int width = rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
            columns[i] = new Column(width + 2, 0, Column.Overflow.SPAN);
        }
        TextTable table = TextTable.forColumns(new ColorScheme.Builder(Ansi.OFF).build(), columns);
        rows.forEach(row -> table.addRowValues(row.toArray(String[]::new)));
        System.out.print(table);
    }
}
