package pointdrop.domain;

/// Addresses that every rule of [EmailAddress] takes as they are, as nearly all are. They are told at a glance: the rules, which are patterns, take
/// most of the time of a row.
final class PlainAddress {
    /// Of what stands before and after the `@`: the rules take 64 octets before it, and 63 in each label after it.
    private static final int MOST = 63;

    private PlainAddress() {}

    /// @param text trimmed
    static boolean is(String text) {
        int at = text.indexOf('@');
        int domain = at + 1;
        int topLevel = text.lastIndexOf('.') + 1;
        return at <= MOST && text.length() - domain <= MOST && isWords(text, 0, at, "._-+")
                && isWords(text, domain, text.length(), ".-")
                && topLevel > domain && text.length() - topLevel >= 2 && isLetters(text, topLevel);
    }

    /// Whether a part is of ASCII letters and digits with single separators between them.
    private static boolean isWords(String text, int from, int to, String separators) {
        boolean inWord = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean afterWord = inWord;
            inWord = isLetter(c) || (c >= '0' && c <= '9');
            if (!inWord && !(afterWord && separators.indexOf(c) >= 0)) {
                return false;
            }
        }
        return inWord;
    }

    private static boolean isLetters(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (!isLetter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
