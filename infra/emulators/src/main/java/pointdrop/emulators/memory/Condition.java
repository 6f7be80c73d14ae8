package pointdrop.emulators.memory;

import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads a condition or filter: what it asks of an item, which is empty where there is none.
final class Condition {
    private final Tokens tokens;

    private Condition(Tokens tokens) {
        this.tokens = tokens;
    }

    /// @param expression null for none, which always holds
    static Predicate<Map<String, AttributeValue>> parse(@Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return _ -> true;
        }
        Tokens tokens = new Tokens(expression, placeholders);
        Predicate<Map<String, AttributeValue>> condition = new Condition(tokens).anyOf();
        tokens.requireEnd();
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> anyOf() {
        Predicate<Map<String, AttributeValue>> condition = allOf();
        while (tokens.take("OR")) {
            condition = condition.or(allOf());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> allOf() {
        Predicate<Map<String, AttributeValue>> condition = single();
        while (tokens.take("AND")) {
            condition = condition.and(single());
        }
        return condition;
    }

    private Predicate<Map<String, AttributeValue>> single() {
        if (tokens.take("NOT")) {
            return single().negate();
        }
        if (tokens.take("(")) {
            Predicate<Map<String, AttributeValue>> condition = anyOf();
            tokens.require(")");
            return condition;
        }
        return tokens.atFunction() && !tokens.peek().equals("size") ? function() : comparison();
    }

    private Predicate<Map<String, AttributeValue>> comparison() {
        Operand left = operand();
        String comparator = tokens.comparator();
        Operand right = operand();
        return item -> Values.compare(left.of(item), comparator, right.of(item));
    }

    private Predicate<Map<String, AttributeValue>> function() {
        String name = tokens.takeAny();
        tokens.require("(");
        Predicate<Map<String, AttributeValue>> condition = switch (name) {
            case "attribute_exists" -> exists(tokens.path());
            case "attribute_not_exists" -> exists(tokens.path()).negate();
            case "begins_with", "contains" -> contains(name.equals("begins_with"), operand());
            default -> throw tokens.refuse(name);
        };
        tokens.require(")");
        return condition;
    }

    private static Predicate<Map<String, AttributeValue>> exists(DocumentPath path) {
        return item -> path.of(item) != null;
    }

    private Predicate<Map<String, AttributeValue>> contains(boolean atStart, Operand whole) {
        tokens.require(",");
        Operand part = operand();
        return item -> atStart
                ? Values.beginsWith(whole.of(item), part.of(item))
                : Values.contains(whole.of(item), part.of(item));
    }

    private Operand operand() {
        if (!tokens.atFunction()) {
            return tokens.operand();
        }
        tokens.require("size");
        tokens.require("(");
        Operand sized = operand();
        tokens.require(")");
        return item -> Values.size(sized.of(item));
    }
}
