package pointdrop.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The way to an attribute, or into a map, such as `leases.3.until`.
///
/// @param names the first is that of an attribute of the item
record DocumentPath(List<String> names) implements Operand {
    /// The attribute of the item that it is, or is a part of.
    String attribute() {
        return names.getFirst();
    }

    @Override
    public @Nullable AttributeValue of(Map<String, AttributeValue> item) {
        AttributeValue value = item.get(attribute());
        for (String name : names.subList(1, names.size())) {
            value = value == null || !value.hasM() ? null : value.m().get(name);
        }
        return value;
    }

    /// Refuses two paths that one request must not have together: one is the other, or inside it.
    static void requireApart(List<DocumentPath> paths) {
        for (int i = 0; i < paths.size(); i++) {
            for (DocumentPath later : paths.subList(i + 1, paths.size())) {
                if (paths.get(i).overlaps(later)) {
                    throw Refusal.validation("Two document paths overlap with each other; must remove or rewrite one "
                            + "of these paths; path one: " + paths.get(i) + ", path two: " + later);
                }
            }
        }
    }

    private boolean overlaps(DocumentPath other) {
        int shorter = Math.min(names.size(), other.names.size());
        return names.subList(0, shorter).equals(other.names.subList(0, shorter));
    }

    /// Refuses a path into something that is not there, or is no map.
    void requireParentIn(Map<String, AttributeValue> item) {
        if (names.size() > 1) {
            AttributeValue parent = new DocumentPath(names.subList(0, names.size() - 1)).of(item);
            if (parent == null || !parent.hasM()) {
                throw Refusal.validation("The document path provided in the update expression is invalid for update");
            }
        }
    }

    /// @param item has the parent, and is changed
    /// @param value null to remove it
    void put(Map<String, AttributeValue> item, @Nullable AttributeValue value) {
        if (names.size() > 1) {
            DocumentPath rest = new DocumentPath(names.subList(1, names.size()));
            item.computeIfPresent(attribute(), (_, map) -> {
                Map<String, AttributeValue> inside = new TreeMap<>(map.m());
                rest.put(inside, value);
                return AttributeValue.fromM(inside);
            });
        } else if (value == null) {
            item.remove(attribute());
        } else {
            item.put(attribute(), value);
        }
    }

    @Override
    public String toString() {
        return String.join(".", names);
    }
}
