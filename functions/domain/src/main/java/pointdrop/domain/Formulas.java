package pointdrop.domain;

/// Makes text harmless that a spreadsheet would run as a formula, OWASP "CSV injection", by an apostrophe before it. A spreadsheet of
/// another language splits a line at another delimiter, and does not see that quotes hold a line end: `Eve;=1+2` becomes
/// `Eve;'=1+2`.
final class Formulas {
    private static final String START = "=+-@";
    private static final String DELIMITERS = ",;\t\r\n";

    private Formulas() {}

    /// @param from the first position that may begin a cell: 0, or 1 where the text has an apostrophe before it anyway
    static String escape(String text, int from) {
        return change(text, from, true);
    }

    /// The exact opposite of [#escape]: apostrophes that were there before are passed over in both, so that each gets one more.
    static String unescape(String text, int from) {
        return text.indexOf('\'') < 0 ? text : change(text, from, false);
    }

    /// Looks from the end to the beginning: whether a formula follows is known where a cell may begin.
    private static String change(String text, int from, boolean escape) {
        StringBuilder reversed = new StringBuilder(text.length() + 1);
        boolean formula = false;
        boolean tabbed = false;
        boolean visible = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            char c = text.charAt(i);
            formula = START.indexOf(c) >= 0 || (formula && isPassedOver(c));
            tabbed = c == '\'' ? tabbed : (c == '\t' || c == '\r') && visible;
            visible |= !isPassedOver(c);
            boolean run = (formula || tabbed) && i >= from
                    && (i == 0 || DELIMITERS.indexOf(text.charAt(i - 1)) >= 0);
            if (escape || !run || c != '\'') {
                reversed.append(c);
            }
            if (escape && run) {
                reversed.append('\'');
            }
        }
        return reversed.length() == text.length() ? text : reversed.reverse().toString();
    }

    private static boolean isPassedOver(char c) {
        return c == '\'' || c == '"' || Cell.isUnseen(c) || Character.isISOControl(c);
    }
}
