package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An update expression: what it makes of an item.
final class UpdateExpression extends Expression {
    private final List<Action> actions = new ArrayList<>();

    /// @param newValue nothing where the path is to be no more
    private record Action(DocumentPath path, Operand newValue) {}

    UpdateExpression(String text, Placeholders placeholders) {
        super("UpdateExpression", text, placeholders);
        Set<String> seen = new HashSet<>();
        while (!peek(0).isEmpty()) {
            String section = takeAny().toUpperCase(Locale.ROOT);
            if (!seen.add(section)) {
                throw refuse("The \"" + section + "\" section can only be used once in an update expression");
            }
            do {
                actions.add(action(section));
            } while (take(","));
        }
        DocumentPath.requireApart(paths());
    }

    /// What it changes.
    List<DocumentPath> paths() {
        return actions.stream().map(Action::path).toList();
    }

    /// @param before empty where there is none
    /// @return what is before, changed
    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        Map<String, AttributeValue> after = before;
        for (Action action : actions) {
            action.path().requireParentIn(before);
            after = action.path().put(after, action.newValue().of(before));
        }
        return after;
    }

    private Action action(String section) {
        DocumentPath path = path();
        return new Action(path, switch (section) {
            case "SET" -> set();
            case "REMOVE" -> _ -> null;
            case "ADD" -> add(path, literal());
            case "DELETE" -> delete(path, literal());
            default -> throw refuse("Syntax error; token: \"" + section + "\"");
        });
    }

    private Operand add(DocumentPath path, AttributeValue value) {
        if (value.n() == null && !StoredValue.isSet(value)) {
            throw refuse("Incorrect operand type for ADD: " + value.type());
        }
        return item -> {
            AttributeValue old = path.of(item);
            if (old == null) {
                return value;
            }
            return value.n() == null ? StoredValue.union(old, value) : StoredValue.sum(old, value);
        };
    }

    private Operand delete(DocumentPath path, AttributeValue members) {
        if (!StoredValue.isSet(members)) {
            throw refuse("Incorrect operand type for DELETE: " + members.type());
        }
        return item -> {
            AttributeValue old = path.of(item);
            return old == null ? null : StoredValue.difference(old, members);
        };
    }

    private Operand set() {
        require("=");
        Operand left = operand();
        boolean plus = take("+");
        if (!plus && !take("-")) {
            return item -> required(left.of(item));
        }
        Operand right = operand();
        requireNumber(left);
        requireNumber(right);
        return item -> {
            AttributeValue change = required(right.of(item));
            return StoredValue.sum(required(left.of(item)), plus ? change : StoredValue.negated(change));
        };
    }

    private void requireNumber(Operand operand) {
        if (operand instanceof Operand.Literal(AttributeValue value) && value.n() == null) {
            throw refuse("Incorrect operand type for + or -: " + value.type());
        }
    }

    private Operand operand() {
        if (atLiteral()) {
            return new Operand.Literal(literal());
        }
        if (peek(0).equals("(")) {
            throw unsupported("parentheses around operands");
        }
        return atFunction() ? ifNotExists() : path();
    }

    /// The other value must be one also where it is not needed.
    private Operand ifNotExists() {
        String function = takeAny();
        if (!function.equals("if_not_exists")) {
            throw refuseUnknown(function);
        }
        require("(");
        DocumentPath path = path();
        require(",");
        Operand otherwise = operand();
        requireDistinct(path, otherwise);
        require(")");
        return item -> {
            AttributeValue fallback = required(otherwise.of(item));
            AttributeValue value = path.of(item);
            return value == null ? fallback : value;
        };
    }

    private static AttributeValue required(@Nullable AttributeValue value) {
        if (value == null) {
            throw Refusal.validation("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }
}
