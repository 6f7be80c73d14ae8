package pointdrop.domain;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which column of a file means which field to an action.
public final class Columns {
    static final int LONGEST_REASON = 100;
    private static final Set<String> REPORT_COLUMNS = Set.of("row", "error");

    private final List<String> header;
    private final Map<Field, Integer> positions;
    private final List<Integer> required;
    private final int namedWidth;
    private final Field birthday;
    private final Birthday.Format birthdayFormat;

    private Columns(List<String> header, Map<Field, Integer> positions, List<Integer> required) {
        this.header = header;
        this.positions = positions;
        this.required = required;
        this.namedWidth = header.reversed().stream().dropWhile(String::isEmpty).toList().size();
        this.birthday = positions.containsKey(Field.BIRTHDAY) ? Field.BIRTHDAY : Field.BIRTHDAY_MONTH_DAY;
        Integer position = positions.get(birthday);
        this.birthdayFormat = position == null
                ? Birthday.Format.ANY
                : Field.birthdayFormat(header.get(position));
    }

    /// Finds the columns that an action reads.
    ///
    /// @param header the cells of the header row
    /// @throws FileRejected where a column is missing, or two mean the same field; it names them
    public static Columns of(Action action, List<String> header) {
        Map<Field, Integer> positions = new EnumMap<>(Field.class);
        for (Field field : action.columns()) {
            List<Integer> found = IntStream.range(0, header.size())
                    .filter(i -> field.matches(header.get(i)))
                    .boxed()
                    .toList();
            if (found.size() > 1) {
                throw Rejection.because(Rejection.Code.COLUMN_AMBIGUOUS,
                        "The columns %s all mean %s. Keep one of them and drop the file again.",
                        found.stream().map(i -> Cell.quote(header.get(i))).collect(Collectors.joining(" and ")),
                        field.label());
            }
            found.forEach(position -> positions.put(field, position));
        }
        rejectMissing(action, header, positions.keySet());
        return new Columns(List.copyOf(header), positions, action.required().stream().map(positions::get).toList());
    }

    /// How many of the columns that an action reads are in a header.
    public static int found(Action action, List<String> header) {
        return (int) action.columns().stream().filter(field -> header.stream().anyMatch(field::matches)).count();
    }

    private static void rejectMissing(Action action, List<String> header, Set<Field> found) {
        List<String> missing = action.required()
                .stream()
                .filter(field -> !found.contains(field))
                .map(Field::label)
                .map(Cell::quote)
                .toList();
        if (!missing.isEmpty()) {
            throw Rejection.because(Rejection.Code.COLUMN_MISSING,
                    "The file has no column %s; it has %s. Name the columns in the first row and drop the file again.",
                    String.join(" and no column ", missing),
                    header.stream().limit(20).map(Cell::quote).collect(Collectors.joining(", ")));
        }
    }

    /// Names of the columns as the file has them.
    public List<String> header() {
        return header;
    }

    /// Columns that have a name and that the action does not read, in file order.
    public List<String> unused() {
        return IntStream.range(0, header.size())
                .filter(position -> !positions.containsValue(position))
                .mapToObj(header::get)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// Whether a column holds numbers, which are not escaped as text.
    public boolean isNumber(int position) {
        Integer points = positions.get(Field.POINTS);
        return points != null && points == position;
    }

    /// Whether a column is one that an earlier error report added.
    public boolean isReportColumn(int position) {
        return REPORT_COLUMNS.contains(Cell.trim(header.get(position)).toLowerCase(java.util.Locale.ROOT));
    }

    /// The trimmed text of a field in a row; nothing where the cell is empty, or the file has no such column.
    public Optional<String> text(Field field, List<String> cells) {
        Integer position = positions.get(field);
        return position == null || position >= cells.size()
                ? Optional.empty()
                : Optional.of(Cell.read(cells.get(position), isNumber(position))).filter(text -> !text.isEmpty());
    }

    /// Why a row stands in the file, cut to [#LONGEST_REASON] characters; nothing where it does not say so.
    public Optional<String> reason(List<String> cells) {
        return text(Field.REASON, cells).map(text -> Cell.cut(text, LONGEST_REASON));
    }

    /// The name of a required column that a row ends before.
    Optional<String> cutOff(List<String> cells) {
        return cells.size() >= header.size()
                ? Optional.empty()
                : required.stream().filter(position -> position >= cells.size()).map(header::get).findFirst();
    }

    /// Whether a row ends before a column that has a name, but not before a required one.
    public boolean isCutShort(List<String> cells) {
        return cells.size() < namedWidth && cutOff(cells).isEmpty();
    }

    /// The position of a cell that the action reads and that goes over several lines.
    Optional<Integer> brokenCell(List<String> cells) {
        for (int position : positions.values()) {
            if (position < cells.size() && hasLineEnd(cells.get(position))
                    && hasLineEnd(Cell.trim(cells.get(position)))) {
                return Optional.of(position);
            }
        }
        return Optional.empty();
    }

    /// Line ends as in Unicode's UAX #14, without a pattern: each cell of each row is looked at.
    private static boolean hasLineEnd(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if ((c >= '\n' && c <= '\r') || c == '\u0085' || c == '\u2028' || c == '\u2029') {
                return true;
            }
        }
        return false;
    }

    Optional<String> birthday(List<String> cells) {
        return text(birthday, cells);
    }

    Birthday.Format birthdayFormat() {
        return birthdayFormat;
    }
}
