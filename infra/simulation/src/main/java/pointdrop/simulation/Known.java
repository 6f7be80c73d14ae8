package pointdrop.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Item;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A customer as the checks know one, read from the item without any code of the functions.
record Known(long points, @Nullable String name, @Nullable String tier, @Nullable String birthday) {

    /// @param item empty where there is no such customer
    static @Nullable Known of(Map<String, AttributeValue> item) {
        return item.isEmpty()
                ? null
                : new Known(new Item(item).number("points"), text(item, "name"), text(item, "tier"),
                        text(item, "birthday"));
    }

    private static @Nullable String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    Known withPoints(long points) {
        return new Known(points, name, tier, birthday);
    }

    Known withTier(String tier) {
        return new Known(points, name, tier, birthday);
    }

    Known withBirthday(String birthday) {
        return new Known(points, name, tier, birthday);
    }
}
