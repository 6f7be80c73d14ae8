package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The way to an attribute, or to a part of one, such as `leases.3.until` or `recent[0]`.
///
/// @param steps the first is an attribute of the item
record DocumentPath(List<Step> steps) implements Operand {
    /// In an order that puts elements of a list one after the other.
    static final Comparator<DocumentPath> ORDER = DocumentPath::compare;

    /// @param name of an attribute or a key of a map; empty for an element of a list
    /// @param index of an element of a list; -1 for an attribute
    record Step(String name, int index) {
        private static final Comparator<Step> ORDER = Comparator.comparing(Step::name).thenComparingInt(Step::index);

        static Step attribute(String name) {
            return new Step(name, -1);
        }

        static Step element(int index) {
            return new Step("", index);
        }

        boolean isElement() {
            return index >= 0;
        }

        private @Nullable AttributeValue of(AttributeValue value) {
            if (!isElement()) {
                return value.hasM() ? value.m().get(name) : null;
            }
            return value.hasL() && index < value.l().size() ? value.l().get(index) : null;
        }
    }

    private static int compare(DocumentPath one, DocumentPath other) {
        for (int i = 0; i < Math.min(one.steps.size(), other.steps.size()); i++) {
            int order = Step.ORDER.compare(one.steps.get(i), other.steps.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.steps.size(), other.steps.size());
    }

    /// The attribute of the item that it is, or is a part of.
    String attribute() {
        return steps.getFirst().name();
    }

    /// Whether it is a whole attribute of the item.
    boolean isAttribute() {
        return steps.size() == 1;
    }

    @Override
    public @Nullable AttributeValue of(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(attribute());
        for (int i = 1; i < steps.size() && value != null; i++) {
            value = steps.get(i).of(value);
        }
        return value;
    }

    /// Refuses two paths that one request must not have together: one inside the other, or into a map and into a list that
    /// would be in the same place.
    void requireApartFrom(DocumentPath other) {
        for (int i = 0; i < Math.min(steps.size(), other.steps.size()); i++) {
            Step step = steps.get(i);
            if (!step.equals(other.steps.get(i))) {
                if (step.isElement() != other.steps.get(i).isElement()) {
                    throw Refusal.validation("Two document paths conflict with each other; must remove or rewrite one "
                            + "of these paths; path one: " + this + ", path two: " + other);
                }
                return;
            }
        }
        throw Refusal.validation("Two document paths overlap with each other; must remove or rewrite one of these "
                + "paths; path one: " + this + ", path two: " + other);
    }

    static void requireApart(List<DocumentPath> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (DocumentPath later : paths.subList(i + 1, paths.size())) {
                paths.get(i).requireApartFrom(later);
            }
        }
    }

    /// Refuses a path into something that is not there, or has no parts of its kind.
    void requireParentIn(Map<String, AttributeValue> item) {
        if (isAttribute()) {
            return;
        }
        AttributeValue parent = new DocumentPath(steps.subList(0, steps.size() - 1)).of(item);
        if (parent == null || !(steps.getLast().isElement() ? parent.hasL() : parent.hasM())) {
            throw Refusal.validation("The document path provided in the update expression is invalid for update");
        }
    }

    /// @param value null to remove it
    /// @param item changed; has the parent
    void put(Map<String, AttributeValue> item, @Nullable AttributeValue value) {
        put(item, attribute(), replaced(item.get(attribute()), 1, value));
    }

    private static void put(Map<String, AttributeValue> map, String name, @Nullable AttributeValue value) {
        if (value == null) {
            map.remove(name);
        } else {
            map.put(name, value);
        }
    }

    private @Nullable AttributeValue replaced(@Nullable AttributeValue whole, int depth,
            @Nullable AttributeValue value) {
        if (depth == steps.size() || whole == null) {
            return value;
        }
        Step step = steps.get(depth);
        AttributeValue part = replaced(step.of(whole), depth + 1, value);
        if (!step.isElement()) {
            Map<String, AttributeValue> map = new TreeMap<>(whole.m());
            put(map, step.name(), part);
            return AttributeValue.fromM(map);
        }
        List<AttributeValue> list = new ArrayList<>(whole.l());
        boolean beyond = step.index() >= list.size();
        if (part == null && !beyond) {
            list.remove(step.index());
        } else if (part != null && beyond) {
            list.add(part);
        } else if (part != null) {
            list.set(step.index(), part);
        }
        return AttributeValue.fromL(list);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step.isElement() ? "[" + step.index() + "]" : step.name())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
