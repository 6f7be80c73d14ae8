package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What all expressions are made of. A token is read when it is taken; none is left at the end.
abstract class ExpressionParser {
    private static final int LONGEST = 4096;

    private final String kind;
    private final Placeholders placeholders;
    private final List<String> tokens;
    private int position;

    /// @param kind as the request names it, such as `ConditionExpression`
    ExpressionParser(String kind, String expression, Placeholders placeholders) {
        this.kind = kind;
        this.placeholders = placeholders;
        if (ItemSize.ofText(expression) > LONGEST) {
            throw refuse("Expression size has exceeded the maximum allowed size");
        }
        this.tokens = Tokens.of(expression);
        if (tokens.isEmpty()) {
            throw refuse("The expression can not be empty;");
        }
    }

    final RuntimeException refuse(String problem) {
        return Refusal.validation("Invalid " + kind + ": " + problem);
    }

    final RuntimeException refuseToken() {
        return refuse("Syntax error; token: \"" + peek(0) + "\", near: \""
                + String.join(" ", tokens.subList(Math.max(0, position - 1), Math.min(tokens.size(), position + 2)))
                + "\"");
    }

    /// @return a token that follows; empty behind the end
    final String peek(int ahead) {
        return position + ahead < tokens.size() ? tokens.get(position + ahead) : "";
    }

    /// How many tokens are taken.
    final int position() {
        return position;
    }

    /// @param token a sign or a keyword
    final boolean take(String token) {
        boolean found = peek(0).equalsIgnoreCase(token);
        position += found ? 1 : 0;
        return found;
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

    final String takeAny() {
        String token = peek(0);
        position++;
        return token;
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
        List<DocumentPath.Step> steps = new ArrayList<>();
        steps.add(DocumentPath.Step.attribute(attributeName()));
        while (true) {
            if (take(".")) {
                steps.add(DocumentPath.Step.attribute(attributeName()));
            } else if (take("[")) {
                steps.add(DocumentPath.Step.element(index()));
                require("]");
            } else {
                return new DocumentPath(List.copyOf(steps));
            }
        }
    }

    private int index() {
        if (!peek(0).matches("0|[1-9][0-9]{0,8}")) {
            throw refuseToken();
        }
        return Integer.parseInt(takeAny());
    }

    private String attributeName() {
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

    static RuntimeException unsupportedParentheses() {
        return new UnsupportedOperationException("The simulation does not support parentheses around operands");
    }

    final RuntimeException refuseRepeated(String operator, Operand first) {
        return refuse("The first operand must be distinct from the remaining operands for this operator or function; "
                + "operator: " + operator + ", first operand: " + first);
    }

    final RuntimeException refuseFunction(String name) {
        return refuse("Invalid function name; function: " + name);
    }
}
