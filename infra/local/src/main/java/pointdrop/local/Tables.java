package pointdrop.local;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import pointdrop.storage.HistoryEntry;

/// Tables for a terminal.
final class Tables {
    /// Of a terminal that people read tables on.
    private static final int WIDTH = 120;
    private static final int LEAST_LAST_WIDTH = 30;
    private static final int GAP = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /// What would move the cursor, or colour the rest of the screen.
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029\\p{Cf}]");

    private Tables() {}

    static void printHistory(List<HistoryEntry> entries) {
        System.out.print(HistoryTable.of(entries, Instant.now()));
    }

    static void print(List<String> header, List<List<Object>> lines) {
        System.out.print(of(header, lines));
    }

    /// One line a row, however long.
    static String of(List<String> header, List<List<Object>> lines) {
        List<List<String>> rows = rows(header, lines);
        List<Integer> widths = widths(header.size(), rows);
        return table(rows, widths, Overflow.SPAN);
    }

    /// As wide as the screen: the last column goes over several lines.
    ///
    /// @param lines a shorter one fills the rest of the screen with its last cell
    static String wrapped(List<String> header, List<List<Object>> lines) {
        List<List<String>> rows = rows(header, lines);
        List<Integer> widths = widths(header.size(), rows);
        int last = widths.removeLast();
        int rest = WIDTH - widths.stream().mapToInt(Integer::intValue).sum();
        widths.add(Math.max(rest, Math.min(last, LEAST_LAST_WIDTH)));
        return table(rows, widths, Overflow.WRAP);
    }

    private static List<List<String>> rows(List<String> header, List<List<Object>> lines) {
        List<List<String>> rows = new ArrayList<>(List.of(header));
        lines.forEach(line -> rows.add(line.stream().map(cell -> clean(cell.toString())).toList()));
        return rows;
    }

    static String clean(String text) {
        return CONTROL.matcher(text).replaceAll(" ");
    }

    static String time(Instant time) {
        return TIME.format(time) + " UTC";
    }

    /// Such as `tier Silver -> Gold`, or `tier Gold` where there was none.
    static String change(String what, String before, String after) {
        String now = after.isEmpty() ? "(none)" : after;
        return before.isEmpty() ? what + " " + now : "%s %s -> %s".formatted(what, before, now);
    }

    private static List<Integer> widths(int columns, List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            int position = column;
            widths.add(GAP + rows.stream()
                    .filter(row -> row.size() == columns)
                    .mapToInt(row -> row.get(position).length())
                    .max()
                    .orElse(0));
        }
        return widths;
    }

    private static String table(List<List<String>> rows, List<Integer> widths, Overflow last) {
        Column[] columns = new Column[widths.size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(widths.get(i), 0, i == columns.length - 1 ? last : Overflow.SPAN);
        }
        ColorScheme plain = new ColorScheme.Builder(Ansi.OFF).build();
        TextTable table = TextTable.forColumns(plain, columns);
        for (List<String> row : rows) {
            table.addEmptyRow();
            int line = table.rowCount() - 1;
            for (int column = 0; column < row.size(); column++) {
                table.putValue(line, column, plain.text(row.get(column)));
            }
        }
        return table.toString();
    }
}
