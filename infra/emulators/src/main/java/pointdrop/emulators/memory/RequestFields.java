package pointdrop.emulators.memory;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a request, or a part of one, asks for, by the names that AWS gives its fields. A field that the simulation does not
/// know is refused: to ignore it could change what is meant.
final class RequestFields {
    private final Map<String, Object> given = new TreeMap<>();

    private final String type;

    private RequestFields(SdkPojo request) {
        this.type = request.getClass().getSimpleName();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                given.put(field.memberName(), value);
            }
        }
    }

    /// @param known names of fields. Checksums may always be set; nothing here corrupts bytes
    static RequestFields of(SdkPojo request, String... known) {
        RequestFields fields = new RequestFields(request);
        for (String name : fields.given.keySet()) {
            if (!name.startsWith("Checksum") && !Arrays.asList(known).contains(name)) {
                throw new UnsupportedOperationException("The simulation knows no " + name + " in " + fields.type);
            }
        }
        return fields;
    }

    static void refuseAllBut(SdkPojo request, String... known) {
        RequestFields _ = of(request, known);
    }

    /// As AWS names it, such as `PutItem`.
    String operation() {
        return type.replace("Request", "");
    }

    /// A text, or a choice as AWS writes it; null where none is given.
    @Nullable
    String text(String field) {
        return (String) given.get(field);
    }

    /// Of the table; empty for a request that has none.
    String table() {
        return Objects.requireNonNullElse(text("TableName"), "");
    }

    @Nullable
    Integer number(String field) {
        return (Integer) given.get(field);
    }

    /// @param otherwise where none is given
    boolean choice(String field, boolean otherwise) {
        return (boolean) given.getOrDefault(field, otherwise);
    }

    boolean has(String field) {
        return given.containsKey(field);
    }

    /// Attributes by name; empty where none are given.
    @SuppressWarnings("unchecked")
    Map<String, AttributeValue> attributes(String field) {
        return (Map<String, AttributeValue>) given.getOrDefault(field, Map.of());
    }

    /// Texts by name; empty where none are given.
    @SuppressWarnings("unchecked")
    Map<String, String> texts(String field) {
        return (Map<String, String>) given.getOrDefault(field, Map.of());
    }
}
