package pointdrop.emulators.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An expression, read token by token; none is left at the end.
final class Tokens {
    private static final int LONGEST = 4096;
    private static final Pattern TOKEN = Pattern.compile("<>|<=|>=|[#:]?\\w+|\\S");
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");
    /// What DynamoDB knows and the simulation does not.
    private static final Set<String> UNSUPPORTED = Set.of("(", "[", "BETWEEN", "IN", "attribute_type",
            "list_append");
    /// Names that an expression can only have behind a placeholder: "Reserved words in DynamoDB" in its developer guide.
    private static final Set<String> RESERVED = reserved();

    private final String text;
    private final Placeholders placeholders;
    private final List<String> tokens = new ArrayList<>();
    private int position;

    Tokens(String text, Placeholders placeholders) {
        this.text = text;
        this.placeholders = placeholders;
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        if (tokens.isEmpty() || Size.ofText(text) > LONGEST) {
            throw Refusal.validation("Invalid expression: It is empty or too long");
        }
    }

    private static Set<String> reserved() {
        try (InputStream words = Tokens.class.getResourceAsStream("reserved-words.txt")) {
            return Set.of(new String(Objects.requireNonNull(words).readAllBytes(), UTF_8).strip().split("\\s+"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// Of a token that must not be where it is.
    RuntimeException refuse(String token) {
        return UNSUPPORTED.contains(token)
                ? new UnsupportedOperationException("The simulation knows no " + token + " as in: " + text)
                : Refusal.validation("Invalid expression: Syntax error; token: \"" + token + "\", near: " + text);
    }

    /// @return the token that follows; empty at the end
    String peek() {
        return position < tokens.size() ? tokens.get(position) : "";
    }

    /// @param token a sign or a keyword
    boolean take(String token) {
        boolean found = peek().equalsIgnoreCase(token);
        position += found ? 1 : 0;
        return found;
    }

    String takeAny() {
        String token = peek();
        position++;
        return token;
    }

    void require(String token) {
        if (!take(token)) {
            throw refuse(peek());
        }
    }

    void requireEnd() {
        if (!peek().isEmpty()) {
            throw refuse(peek());
        }
    }

    String comparator() {
        if (!COMPARATORS.contains(peek())) {
            // Parentheses that end here stand around an operand.
            throw refuse(peek().equals(")") ? "(" : peek());
        }
        return takeAny();
    }

    boolean atFunction() {
        return position + 1 < tokens.size() && tokens.get(position + 1).equals("(");
    }

    AttributeValue value() {
        if (!peek().startsWith(":")) {
            throw refuse(peek());
        }
        return placeholders.value(takeAny());
    }

    DocumentPath path() {
        List<String> names = new ArrayList<>();
        do {
            names.add(name());
        } while (take("."));
        if (peek().equals("[")) {
            throw refuse("[");
        }
        return new DocumentPath(List.copyOf(names));
    }

    /// A value or a path.
    Operand operand() {
        if (!peek().startsWith(":")) {
            return path();
        }
        AttributeValue value = value();
        return _ -> value;
    }

    /// Of an attribute.
    String name() {
        String token = peek();
        if (token.startsWith("#")) {
            return placeholders.name(takeAny());
        }
        if (token.isEmpty() || !Character.isLetter(token.charAt(0))) {
            throw refuse(token);
        }
        if (RESERVED.contains(token.toLowerCase(Locale.ROOT))) {
            throw Refusal.validation("Attribute name is a reserved keyword; reserved keyword: " + token);
        }
        return takeAny();
    }
}
