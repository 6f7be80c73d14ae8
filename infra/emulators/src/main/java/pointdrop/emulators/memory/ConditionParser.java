package pointdrop.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads a condition or filter: what it asks of an item, which is empty where there is none.
final class ConditionParser extends Expression {
    private static final Set<String> COMPARATORS = Set.of("=", "<>", "<", "<=", ">", ">=");

    /// What stood in the parentheses that were closed last.
    private @Nullable Predicate<Map<String, AttributeValue>> enclosed;

    private ConditionParser(String kind, String expression, Placeholders placeholders) {
        super(kind, expression, placeholders);
    }

    /// @param expression null for none, which always holds
    static Predicate<Map<String, AttributeValue>> parse(String kind, @Nullable String expression,
            Placeholders placeholders) {
        if (expression == null) {
            return _ -> true;
        }
        ConditionParser parser = new ConditionParser(kind, expression, placeholders);
        Predicate<Map<String, AttributeValue>> condition = parser.anyOf();
        parser.requireEnd();
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> anyOf() {
        Predicate<Map<String, AttributeValue>> condition = allOf();
        while (take("OR")) {
            condition = condition.or(allOf());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> allOf() {
        Predicate<Map<String, AttributeValue>> condition = single();
        while (take("AND")) {
            condition = condition.and(single());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> single() {
        if (take("NOT")) {
            return single().negate();
        }
        if (take("(")) {
            return inParentheses();
        }
        return atFunction() && !peek(0).equals("size") ? function() : comparison();
    }

    private Predicate<Map<String, AttributeValue>> inParentheses() {
        Predicate<Map<String, AttributeValue>> condition = anyOf();
        if (condition.equals(enclosed)) {
            throw refuse("The expression has redundant parentheses");
        }
        require(")");
        enclosed = condition;
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> comparison() {
        Operand left = operand();
        String comparator = peek(0);
        if (comparator.equals(")") && left instanceof DocumentPath) {
            throw unsupported("parentheses around operands");
        }
        if (!COMPARATORS.contains(comparator)) {
            throw refuseUnknown(comparator);
        }
        require(comparator);
        Operand right = operand();
        requireDistinct(left, right);
        if (!comparator.equals("=") && !comparator.equals("<>")) {
            requireType(left, AttributeValue.Type.S, AttributeValue.Type.N);
            requireType(right, AttributeValue.Type.S, AttributeValue.Type.N);
        }
        return item -> Comparison.holds(left.of(item), comparator, right.of(item));
    }

    private Predicate<Map<String, AttributeValue>> function() {
        String name = takeAny();
        require("(");
        Predicate<Map<String, AttributeValue>> condition = switch (name) {
            case "attribute_exists" -> exists(path());
            case "attribute_not_exists" -> exists(path()).negate();
            case "begins_with" -> beginsWith();
            case "contains" -> contains();
            default -> throw refuseUnknown(name);
        };
        require(")");
        return condition;
    }

    private static Predicate<Map<String, AttributeValue>> exists(DocumentPath path) {
        return item -> path.of(item) != null;
    }

    private Predicate<Map<String, AttributeValue>> beginsWith() {
        Operand whole = operand();
        require(",");
        Operand start = operand();
        requireDistinct(whole, start);
        requireType(whole, AttributeValue.Type.S);
        requireType(start, AttributeValue.Type.S);
        return item -> Comparison.beginsWith(whole.of(item), start.of(item));
    }

    private Predicate<Map<String, AttributeValue>> contains() {
        Operand whole = operand();
        require(",");
        Operand part = operand();
        requireDistinct(whole, part);
        return item -> Comparison.contains(whole.of(item), part.of(item));
    }

    private Operand operand() {
        if (atLiteral()) {
            return new Operand.Literal(literal());
        }
        if (!atFunction()) {
            return path();
        }
        String function = takeAny();
        if (!function.equals("size")) {
            throw refuseUnknown(function);
        }
        require("(");
        if (atLiteral()) {
            throw unsupported("the size of a value");
        }
        DocumentPath path = path();
        require(")");
        return item -> Comparison.size(path.of(item));
    }

    private void requireType(Operand operand, AttributeValue.Type... types) {
        if (operand instanceof Operand.Literal(AttributeValue value) && !List.of(types).contains(value.type())) {
            throw refuse("Incorrect operand type: " + value.type());
        }
    }
}
