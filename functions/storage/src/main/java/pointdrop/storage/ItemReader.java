package pointdrop.storage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import pointdrop.domain.Cell;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads attributes that another program may have written, and remembers those that it cannot read. An attribute that is null
/// counts as absent.
final class ItemReader {
    private final Map<String, AttributeValue> item;
    private final List<String> oddities = new ArrayList<>();

    ItemReader(Map<String, AttributeValue> item) {
        this.item = item;
    }

    /// What could not be read, such as `points is "1.5"`.
    List<String> oddities() {
        return List.copyOf(oddities);
    }

    @Nullable
    AttributeValue value(String name) {
        AttributeValue value = item.get(name);
        return value == null || Boolean.TRUE.equals(value.nul()) ? null : value;
    }

    /// @return null where it is absent or no text
    @Nullable
    String text(String name) {
        return read(name, value -> Objects.requireNonNull(value.s()));
    }

    /// @param parser must throw for text that is not exactly what it writes
    /// @return null where it is absent or cannot be read
    <T> @Nullable T parsed(String name, Function<String, T> parser) {
        return read(name, value -> parser.apply(Objects.requireNonNull(value.s())));
    }

    /// @param most the largest magnitude
    /// @return null where it is absent or not such a number
    @Nullable
    Long wholeNumber(String name, long most) {
        return read(name, value -> {
            long number = new BigDecimal(value.n()).longValueExact();
            if (number < -most || number > most) {
                throw new ArithmeticException("Beyond " + most);
            }
            return number;
        });
    }

    /// Remembers an attribute that is missing.
    void require(String name) {
        if (value(name) == null) {
            oddities.add(name + " is missing");
        }
    }

    <T> @Nullable T read(String name, Function<AttributeValue, T> reading) {
        AttributeValue value = value(name);
        if (value == null) {
            return null;
        }
        try {
            return reading.apply(value);
        } catch (RuntimeException odd) {
            oddities.add(name + " is " + shown(value));
            return null;
        }
    }

    private static String shown(AttributeValue value) {
        return switch (value.type()) {
            case S -> Cell.quote(value.s());
            case N -> value.n();
            case BOOL -> value.bool().toString();
            default -> "a value of type " + value.type();
        };
    }
}
