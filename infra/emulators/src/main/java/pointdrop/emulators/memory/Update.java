package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An update expression: what it makes of an item.
final class Update {
    private final Tokens tokens;
    private final List<Action> actions = new ArrayList<>();

    /// @param newValue nothing where the path is to be no more
    private record Action(DocumentPath path, Operand newValue) {}

    Update(String expression, Placeholders placeholders) {
        this.tokens = new Tokens(expression, placeholders);
        Set<String> seen = new HashSet<>();
        while (!tokens.peek().isEmpty()) {
            String section = tokens.takeAny().toUpperCase(Locale.ROOT);
            if (!seen.add(section)) {
                throw tokens.refuse(section);
            }
            do {
                DocumentPath path = tokens.path();
                actions.add(new Action(path, newValue(section, path)));
            } while (tokens.take(","));
        }
        DocumentPath.requireApart(paths());
    }

    /// What it changes.
    List<DocumentPath> paths() {
        return actions.stream().map(Action::path).toList();
    }

    /// @param before empty where there is none
    /// @return a copy of what is before, changed
    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        Map<String, AttributeValue> after = new TreeMap<>(before);
        for (Action action : actions) {
            action.path().requireParentIn(before);
            action.path().put(after, action.newValue().of(before));
        }
        return after;
    }

    private Operand newValue(String section, DocumentPath path) {
        return switch (section) {
            case "SET" -> set();
            case "REMOVE" -> _ -> null;
            case "ADD" -> {
                AttributeValue more = tokens.value();
                Values.require(more.n() != null || Values.isSet(more));
                yield item -> Values.add(path.of(item), more);
            }
            case "DELETE" -> {
                AttributeValue members = tokens.value();
                Values.require(Values.isSet(members));
                yield item -> Values.without(path.of(item), members);
            }
            default -> throw tokens.refuse(section);
        };
    }

    private Operand set() {
        tokens.require("=");
        Operand left = operand();
        if (tokens.take("+")) {
            Operand right = operand();
            return item -> Values.sum(required(left, item), required(right, item));
        }
        if (tokens.take("-")) {
            Operand right = operand();
            return item -> Values.sum(required(left, item), Values.negated(required(right, item)));
        }
        return item -> required(left, item);
    }

    private Operand operand() {
        if (!tokens.atFunction()) {
            return tokens.operand();
        }
        if (!tokens.take("if_not_exists")) {
            throw tokens.refuse(tokens.peek());
        }
        tokens.require("(");
        DocumentPath path = tokens.path();
        tokens.require(",");
        Operand otherwise = operand();
        tokens.require(")");
        return item -> {
            // It must be one also where it is not needed.
            AttributeValue fallback = required(otherwise, item);
            AttributeValue value = path.of(item);
            return value == null ? fallback : value;
        };
    }

    private static AttributeValue required(Operand operand, Map<String, AttributeValue> item) {
        @Nullable
        AttributeValue value = operand.of(item);
        if (value == null) {
            throw Refusal.validation("The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }
}
