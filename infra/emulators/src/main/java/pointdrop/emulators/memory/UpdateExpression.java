package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an update makes of an item.
///
/// @param actions whose paths are apart from each other
record UpdateExpression(List<UpdateAction> actions) {
    private static final Comparator<Change> ORDER = Comparator.comparing(Change::path, DocumentPath.ORDER);

    private record Change(DocumentPath path, @Nullable AttributeValue value) {}

    /// The paths that it changes.
    Projection paths() {
        return new Projection(actions.stream().map(UpdateAction::path).toList());
    }

    /// @param before empty where there is none
    /// @return what is before, changed
    Map<String, AttributeValue> apply(Map<String, AttributeValue> before) {
        List<Change> puts = new ArrayList<>();
        List<Change> removals = new ArrayList<>();
        for (UpdateAction action : actions) {
            action.path().requireParentIn(before);
            AttributeValue value = action.newValue(before);
            if (value != null) {
                puts.add(new Change(action.path(), value));
            } else if (action.path().of(before) != null) {
                removals.add(new Change(action.path(), null));
            }
        }
        // Elements of a list keep their numbers until the last of them is removed.
        puts.sort(ORDER);
        removals.sort(ORDER.reversed());
        Map<String, AttributeValue> after = new TreeMap<>(before);
        puts.forEach(put -> put.path().put(after, put.value()));
        removals.forEach(removal -> removal.path().put(after, null));
        return Collections.unmodifiableMap(after);
    }
}
