package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads an expression token by token; none is left at the end. What all kinds of expressions are made of is here.
abstract class Expression {
    private static final int LONGEST = 4096;
    private static final Pattern TOKEN = Pattern.compile("<>|<=|>=|[#:]?\\w+|\\S");
    /// What DynamoDB has and the simulation has not.
    private static final Set<String> UNSUPPORTED = Set.of("[", "BETWEEN", "IN", "attribute_type", "list_append");

    private final String kind;
    private final Placeholders placeholders;
    private final List<String> tokens;
    private int position;

    /// @param kind as the request names it, such as `ConditionExpression`
    Expression(String kind, String text, Placeholders placeholders) {
        this.kind = kind;
        this.placeholders = placeholders;
        this.tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        if (tokens.isEmpty() || ItemSize.ofText(text) > LONGEST) {
            throw refuse("The expression is empty or too long");
        }
    }

    final RuntimeException refuse(String problem) {
        return Refusal.validation("Invalid " + kind + ": " + problem + "; expression: " + String.join(" ", tokens));
    }

    /// Of the token that follows.
    final RuntimeException refuseToken() {
        return refuse("Syntax error; token: \"" + peek(0) + "\"");
    }

    static RuntimeException unsupported(String what) {
        return new UnsupportedOperationException("The simulation knows no expression with " + what);
    }

    /// To be called where a token follows that may be one of DynamoDB's, and is none of the simulation's.
    final RuntimeException refuseUnknown(String token) {
        return UNSUPPORTED.contains(token) ? unsupported(token) : refuse("Syntax error; token: \"" + token + "\"");
    }

    /// @return a token that follows; empty behind the end
    final String peek(int ahead) {
        return position + ahead < tokens.size() ? tokens.get(position + ahead) : "";
    }

    /// @param token a sign or a keyword
    final boolean take(String token) {
        boolean found = peek(0).equalsIgnoreCase(token);
        position += found ? 1 : 0;
        return found;
    }

    final String takeAny() {
        String token = peek(0);
        position++;
        return token;
    }

    final void require(String token) {
        if (!take(token)) {
            throw refuseToken();
        }
    }

    final void requireEnd() {
        if (position < tokens.size()) {
            throw refuseToken();
        }
    }

    final boolean atFunction() {
        return isName(peek(0)) && peek(1).equals("(");
    }

    final boolean atLiteral() {
        return peek(0).startsWith(":");
    }

    final AttributeValue literal() {
        if (!atLiteral()) {
            throw refuseToken();
        }
        return placeholders.value(takeAny());
    }

    final DocumentPath path() {
        List<String> names = new ArrayList<>();
        do {
            names.add(attributeName());
        } while (take("."));
        if (peek(0).equals("[")) {
            throw refuseUnknown("[");
        }
        return new DocumentPath(List.copyOf(names));
    }

    final String attributeName() {
        String token = peek(0);
        if (token.startsWith("#")) {
            return placeholders.name(takeAny());
        }
        if (!isName(token)) {
            throw refuseToken();
        }
        if (ReservedWords.contain(token)) {
            throw refuse("Attribute name is a reserved keyword; reserved keyword: " + token);
        }
        return takeAny();
    }

    private static boolean isName(String token) {
        return !token.isEmpty() && Character.isLetter(token.charAt(0));
    }

    final void requireDistinct(Operand first, Operand other) {
        if (first instanceof DocumentPath && first.equals(other)) {
            throw refuse("The first operand must be distinct from the remaining operands; first operand: " + first);
        }
    }
}
