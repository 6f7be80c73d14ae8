package pointdrop.domain;

/// The text of one cell of a file: trims it, and escapes what a spreadsheet would run as a formula.
public final class Cell {
    /// Ctrl-Z, the end-of-file mark of DOS text files.
    private static final char END_OF_FILE = '\u001A';
    private static final int QUOTED_LENGTH = 60;

    private Cell() {}

    /// Text as it is written for a spreadsheet: with an apostrophe where it would run as a formula.
    public static String escape(String text) {
        return Formulas.escape(text, 0);
    }

    /// The opposite of [#escape].
    public static String unescape(String cell) {
        return Formulas.unescape(cell, 0);
    }

    /// A cell of a number column: a number is written as it is, with its sign; anything else as text, with a leading apostrophe,
    /// or a spreadsheet of another language would make `1` of `1,000`.
    public static String escapeNumber(String cell) {
        String text = unescapeNumber(cell);
        return text.isBlank() || Points.isWhole(trim(text)) ? text : "'" + Formulas.escape(text, 1);
    }

    /// The opposite of [#escapeNumber].
    private static String unescapeNumber(String cell) {
        return cell.startsWith("'") ? Formulas.unescape(cell.substring(1), 1) : cell;
    }

    /// What a cell says: trimmed, and without the apostrophe of [#escape] or [#escapeNumber].
    public static String read(String cell, boolean isNumber) {
        return trim(isNumber ? unescapeNumber(cell) : unescape(cell));
    }

    /// Without surrounding spaces of any kind, format characters such as zero-width spaces and byte order marks, and Ctrl-Z.
    public static String trim(String cell) {
        int start = 0;
        int end = cell.length();
        while (start < end && isUnseen(cell.codePointAt(start))) {
            start += Character.charCount(cell.codePointAt(start));
        }
        while (end > start && isUnseen(cell.codePointBefore(end))) {
            end -= Character.charCount(cell.codePointBefore(end));
        }
        return cell.substring(start, end);
    }

    /// At most so many characters; a character beyond 16 bits counts as one and is not cut in two.
    public static String cut(String text, int most) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    /// Whether nobody sees a character: a space of any kind, a control character, or one of Unicode's category Cf.
    static boolean isUnseen(int c) {
        boolean printableAscii = c > ' ' && c < 0x7F;
        return !printableAscii && (Character.isWhitespace(c) || Character.isSpaceChar(c)
                || Character.getType(c) == Character.FORMAT || c == END_OF_FILE);
    }

    /// The value in quotes for a message to a person, as [#shorten] writes it.
    public static String quote(String value) {
        return '"' + shorten(value) + '"';
    }

    /// The value for a person: control characters shown as spaces, long text cut.
    public static String shorten(String value) {
        StringBuilder shown = new StringBuilder();
        value.codePoints()
                .limit(QUOTED_LENGTH)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(shown::appendCodePoint);
        return shown.append(value.codePointCount(0, value.length()) > QUOTED_LENGTH ? "…" : "").toString();
    }
}
