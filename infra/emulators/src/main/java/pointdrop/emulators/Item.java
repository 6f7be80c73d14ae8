package pointdrop.emulators;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item as stored in DynamoDB. Reading an attribute that it does not have fails.
public record Item(Map<String, AttributeValue> attributes) {
    public AttributeValue get(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new AssertionError("There is no " + name + " in " + attributes);
        }
        return value;
    }

    public String text(String name) {
        return get(name).s();
    }

    public long number(String name) {
        return Long.parseLong(get(name).n());
    }

    /// Elements of a list of maps.
    public List<Item> list(String name) {
        return get(name).l().stream().map(element -> new Item(element.m())).toList();
    }
}
