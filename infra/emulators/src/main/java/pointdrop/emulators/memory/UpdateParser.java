package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads an update expression.
final class UpdateParser extends ExpressionParser {
    private final List<UpdateAction> actions = new ArrayList<>();

    private UpdateParser(String expression, Placeholders placeholders) {
        super("UpdateExpression", expression, placeholders);
    }

    /// @param expression null for one that changes nothing
    static UpdateExpression parse(@Nullable String expression, Placeholders placeholders) {
        return new UpdateExpression(
                expression == null ? List.of() : new UpdateParser(expression, placeholders).sections());
    }

    private List<UpdateAction> sections() {
        Set<String> seen = new HashSet<>();
        while (!peek(0).isEmpty()) {
            String section = takeAny().toUpperCase(Locale.ROOT);
            if (!seen.add(section)) {
                throw refuse("The \"" + section + "\" section can only be used once in an update expression;");
            }
            do {
                actions.add(action(section));
            } while (take(","));
        }
        DocumentPath.requireApart(actions.stream().map(UpdateAction::path).toList());
        return List.copyOf(actions);
    }

    private UpdateAction action(String section) {
        return switch (section) {
            case "SET" -> set();
            case "REMOVE" -> new UpdateAction.Remove(path());
            case "ADD" -> new UpdateAction.Add(path(),
                    literal("ADD", value -> value.n() != null || ValueSets.isSet(value)));
            case "DELETE" -> new UpdateAction.Delete(path(), literal("DELETE", ValueSets::isSet));
            default -> throw refuseToken();
        };
    }

    private AttributeValue literal(String operator, Predicate<AttributeValue> accepted) {
        AttributeValue value = literal();
        requireType(operator, value, accepted);
        return value;
    }

    private void requireType(String operator, AttributeValue value, Predicate<AttributeValue> accepted) {
        if (!accepted.test(value)) {
            throw refuse("Incorrect operand type for operator or function; operator or function: " + operator
                    + ", operand type: " + value.type());
        }
    }

    private UpdateAction set() {
        DocumentPath path = path();
        require("=");
        NewValue value = operand();
        boolean plus = take("+");
        if (plus || take("-")) {
            NewValue right = operand();
            String operator = plus ? "+" : "-";
            requireLiteral(operator, value, literal -> literal.n() != null);
            requireLiteral(operator, right, literal -> literal.n() != null);
            value = new NewValue.Sum(value, right, !plus);
        }
        return new UpdateAction.Set(path, value);
    }

    private void requireLiteral(String operator, NewValue operand, Predicate<AttributeValue> accepted) {
        if (operand instanceof NewValue.Literal(AttributeValue value)) {
            requireType(operator, value, accepted);
        }
    }

    private NewValue operand() {
        if (peek(0).equals("(")) {
            throw unsupportedParentheses();
        }
        if (atLiteral()) {
            return new NewValue.Literal(literal());
        }
        return atFunction() ? function() : new NewValue.Copy(path());
    }

    private NewValue function() {
        String name = takeAny();
        require("(");
        NewValue value = switch (name) {
            case "if_not_exists" -> ifNotExists();
            case "list_append" -> listAppend();
            default -> throw refuseFunction(name);
        };
        require(")");
        return value;
    }

    private NewValue ifNotExists() {
        DocumentPath path = path();
        require(",");
        NewValue otherwise = operand();
        if (otherwise.equals(new NewValue.Copy(path))) {
            throw refuseRepeated("if_not_exists", path);
        }
        return new NewValue.IfNotExists(path, otherwise);
    }

    private NewValue listAppend() {
        NewValue first = operand();
        require(",");
        NewValue second = operand();
        requireLiteral("list_append", first, AttributeValue::hasL);
        requireLiteral("list_append", second, AttributeValue::hasL);
        return new NewValue.ListAppend(first, second);
    }
}
