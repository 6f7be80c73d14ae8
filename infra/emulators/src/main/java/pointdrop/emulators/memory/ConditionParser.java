package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads a condition, filter or key condition expression.
final class ConditionParser extends ExpressionParser {
    private static final int MOST_CHOICES = 100;

    /// Where the parentheses stood that were closed last.
    private int opened = -1;
    private int closed = -1;

    private ConditionParser(String kind, String expression, Placeholders placeholders) {
        super(kind, expression, placeholders);
    }

    /// @param expression null for none, which always holds
    static @Nullable Condition parse(String kind, @Nullable String expression, Placeholders placeholders) {
        if (expression == null) {
            return null;
        }
        ConditionParser parser = new ConditionParser(kind, expression, placeholders);
        Condition condition = parser.anyOf();
        parser.requireEnd();
        return condition;
    }

    private Condition anyOf() {
        Condition condition = allOf();
        while (take("OR")) {
            condition = new Condition.Or(condition, allOf());
        }
        return condition;
    }

    private Condition allOf() {
        Condition condition = single();
        while (take("AND")) {
            condition = new Condition.And(condition, single());
        }
        return condition;
    }

    private Condition single() {
        if (take("NOT")) {
            return new Condition.Not(single());
        }
        if (take("(")) {
            return inParentheses();
        }
        if (atFunction() && !peek(0).equals("size")) {
            return function();
        }
        return comparison(operand());
    }

    private Condition inParentheses() {
        int start = position();
        Condition condition = anyOf();
        if (opened == start && closed == position()) {
            throw refuse("The expression has redundant parentheses;");
        }
        require(")");
        opened = start - 1;
        closed = position();
        return condition;
    }

    private Condition comparison(Operand left) {
        if (take("BETWEEN")) {
            Operand low = operand();
            require("AND");
            return between(left, low, operand());
        }
        if (take("IN")) {
            return in(left);
        }
        if (peek(0).equals(")")) {
            throw unsupportedParentheses();
        }
        Condition.Comparator comparator = Condition.Comparator.of(peek(0)).orElseThrow(this::refuseToken);
        takeAny();
        Operand right = operand();
        requireDistinct(left, right, comparator.symbol);
        if (comparator != Condition.Comparator.EQUAL && comparator != Condition.Comparator.NOT_EQUAL) {
            requireOrdered(left, comparator.symbol);
            requireOrdered(right, comparator.symbol);
        }
        return new Condition.Comparison(left, comparator, right);
    }

    private Condition between(Operand value, Operand low, Operand high) {
        for (Operand operand : List.of(value, low, high)) {
            requireOrdered(operand, "BETWEEN");
        }
        requireDistinct(value, low, "BETWEEN");
        requireDistinct(value, high, "BETWEEN");
        if (low instanceof Operand.Literal(AttributeValue from) && high instanceof Operand.Literal(AttributeValue to)
                && (!ValueOrder.comparable(from, to) || ValueOrder.compare(from, to) > 0)) {
            throw refuse("The BETWEEN operator requires bounds of one type, the upper not below the lower");
        }
        return new Condition.Between(value, low, high);
    }

    private Condition in(Operand value) {
        List<Operand> choices = new ArrayList<>();
        require("(");
        do {
            choices.add(operand());
        } while (take(","));
        require(")");
        if (choices.size() > MOST_CHOICES) {
            throw refuse("Invalid number of operands; operator: IN, number of operands: " + choices.size());
        }
        choices.forEach(choice -> requireDistinct(value, choice, "IN"));
        return new Condition.In(value, choices);
    }

    private Condition function() {
        String name = takeAny();
        require("(");
        Condition condition = switch (name) {
            case "attribute_exists" -> new Condition.Exists(path());
            case "attribute_not_exists" -> new Condition.Not(new Condition.Exists(path()));
            case "attribute_type" -> hasType();
            case "begins_with" -> beginsWith();
            case "contains" -> contains();
            default -> throw refuseFunction(name);
        };
        require(")");
        return condition;
    }

    private Condition hasType() {
        DocumentPath path = path();
        require(",");
        AttributeValue wanted = literal();
        String code = wanted.s() != null && wanted.s().equals("NULL") ? "NUL" : wanted.s();
        Optional<AttributeValue.Type> type = Arrays.stream(AttributeValue.Type.values())
                .filter(any -> any.name().equals(code) && any != AttributeValue.Type.UNKNOWN_TO_SDK_VERSION)
                .findFirst();
        return new Condition.HasType(path, type.orElseThrow(() -> refuse("Invalid attribute type: " + wanted)));
    }

    private Condition beginsWith() {
        Operand value = operand();
        require(",");
        Operand start = operand();
        requireDistinct(value, start, "begins_with");
        for (Operand operand : List.of(value, start)) {
            if (operand instanceof Operand.Literal(AttributeValue literal) && literal.s() == null
                    && literal.b() == null) {
                throw wrongType("begins_with", literal);
            }
        }
        return new Condition.BeginsWith(value, start);
    }

    private Condition contains() {
        Operand value = operand();
        require(",");
        Operand part = operand();
        requireDistinct(value, part, "contains");
        return new Condition.Contains(value, part);
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
            throw refuseFunction(function);
        }
        require("(");
        Operand of = operand();
        if (of instanceof Operand.Literal(AttributeValue literal) && !Operand.Size.has(literal)) {
            throw wrongType("size", literal);
        }
        require(")");
        return new Operand.Size(of);
    }

    private void requireOrdered(Operand operand, String operator) {
        if (operand instanceof Operand.Literal(AttributeValue literal) && !ValueOrder.isOrdered(literal)) {
            throw wrongType(operator, literal);
        }
    }

    private RuntimeException wrongType(String operator, AttributeValue literal) {
        return refuse("Incorrect operand type for operator or function; operator or function: " + operator
                + ", operand type: " + literal.type());
    }

    private void requireDistinct(Operand first, Operand other, String operator) {
        if (first instanceof DocumentPath && first.equals(other)) {
            throw refuseRepeated(operator, first);
        }
    }
}
