package pointdrop.domain;

/// Makes text harmless that a spreadsheet would run as a formula, OWASP "CSV injection", by an apostrophe before it. A spreadsheet of
/// another language splits a line at another delimiter, and does not see that quotes hold a line end: `Eve;=1+2` becomes
/// `Eve;'=1+2`.
final class Formulas {
    private static final String START = "=+-@";

    private Formulas() {}

    /// @param from the first position that may begin a cell: 0, or 1 where the text has an apostrophe before it anyway
    static String escape(String text, int from) {
        return change(text, from, true);
    }

    /// The exact opposite of [#escape]: apostrophes that were there before are passed over in both, so that each gets one more.
    static String unescape(String text, int from) {
        return text.indexOf('\'') < 0 ? text : change(text, from, false);
    }

    private static String change(String text, int from, boolean escape) {
        StringBuilder changed = new StringBuilder();
        int copied = 0;
        int visible = 0;
        for (int i = from; i < text.length(); i++) {
            if (i == 0 || isDelimiter(text.charAt(i - 1))) {
                visible = nextVisible(text, Math.max(i, visible));
                if (visible < text.length() && (START.indexOf(text.charAt(visible)) >= 0 || isTabbed(text, i))) {
                    changed.append(text, copied, i).append(escape ? "'" : "");
                    copied = escape || text.charAt(i) != '\'' ? i : i + 1;
                }
            }
        }
        return copied == 0 && changed.isEmpty() ? text : changed.append(text, copied, text.length()).toString();
    }

    private static boolean isDelimiter(char c) {
        return c == ',' || c == ';' || c == '\t' || c == '\r' || c == '\n';
    }

    private static int nextVisible(String text, int from) {
        int i = from;
        while (i < text.length() && isPassedOver(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isTabbed(String text, int from) {
        int i = from;
        while (text.charAt(i) == '\'') {
            i++;
        }
        return text.charAt(i) == '\t' || text.charAt(i) == '\r';
    }

    private static boolean isPassedOver(char c) {
        return c == '\'' || c == '"' || Cell.isUnseen(c) || Character.isISOControl(c);
    }
}
