package pointdrop.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer as the checks know one, read from the item without any code of the functions.
///
/// @param odd whether another program stored points that are no number
record Known(long points, @Nullable String name, @Nullable String tier, @Nullable String birthday, boolean odd) {

    Known(long points, @Nullable String name, @Nullable String tier, @Nullable String birthday) {
        this(points, name, tier, birthday, false);
    }

    /// @param item empty where there is no such customer
    static @Nullable Known of(Map<String, AttributeValue> item) {
        return item.isEmpty()
                ? null
                : new Known(isOdd(item) ? 0 : new Item(item).number("points"), text(item, "name"), text(item, "tier"),
                        text(item, "birthday"), isOdd(item));
    }

    private static boolean isOdd(Map<String, AttributeValue> item) {
        return new Item(item).get("points").n() == null;
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    Known withPoints(long points) {
        return new Known(points, name, tier, birthday, odd);
    }

    Known withName(String name) {
        return new Known(points, name, tier, birthday, odd);
    }

    Known withTier(String tier) {
        return new Known(points, name, tier, birthday, odd);
    }

    Known withBirthday(String birthday) {
        return new Known(points, name, tier, birthday, odd);
    }
}
