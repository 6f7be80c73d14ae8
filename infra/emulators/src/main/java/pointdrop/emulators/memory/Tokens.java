package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;

/// Splits an expression into names, placeholders, numbers and signs.
final class Tokens {
    private static final String SIGNS = "()[],.=<>+-";
    private static final List<String> LONG_SIGNS = List.of("<>", "<=", ">=");

    private final String text;
    private int position;

    private Tokens(String text) {
        this.text = text;
    }

    static List<String> of(String expression) {
        Tokens tokens = new Tokens(expression);
        List<String> found = new ArrayList<>();
        while (tokens.skipSpace()) {
            found.add(tokens.next());
        }
        return found;
    }

    private boolean skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
        return position < text.length();
    }

    private String next() {
        int start = position++;
        char first = text.charAt(start);
        if (SIGNS.indexOf(first) >= 0) {
            if (LONG_SIGNS.contains(text.substring(start, Math.min(start + 2, text.length())))) {
                position++;
            }
        } else {
            while (position < text.length() && isWord(text.charAt(position))) {
                position++;
            }
            boolean placeholder = first == '#' || first == ':';
            if (placeholder ? position == start + 1 : !isWord(first)) {
                throw Refusal.validation("Invalid expression: Syntax error; token: \"" + first + "\", near: \"" + text
                        + "\"");
            }
        }
        return text.substring(start, position);
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
