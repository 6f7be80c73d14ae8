package pointdrop.storage;

import java.math.BigDecimal;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a part of an import, a review or an export has consumed of what AWS charges for by use.
///
/// @param writeUnits of DynamoDB, also those of a half
/// @param readUnits likewise
/// @param megabyteMillis the memory of the functions times the milliseconds that they ran; 1,024,000 are a GB-second
public record Consumption(BigDecimal writeUnits, BigDecimal readUnits, long megabyteMillis) {
    public static final Consumption NONE = new Consumption(BigDecimal.ZERO, BigDecimal.ZERO, 0);

    /// The names are part of the history; scripts rely on them.
    static final String WRITE_UNITS = "writeUnits";
    static final String READ_UNITS = "readUnits";
    static final String MEGABYTE_MILLIS = "megabyteMillis";

    /// By attribute, as values to put or to add.
    Map<String, AttributeValue> write() {
        return Map.of(WRITE_UNITS, Attributes.of(writeUnits), READ_UNITS, Attributes.of(readUnits), MEGABYTE_MILLIS,
                Attributes.of(megabyteMillis));
    }

    /// @param path of the sums: empty, or that of the map that they are in, with a dot behind it
    Update addTo(Update update, String path) {
        write().forEach((name, value) -> update.add(path + name, value));
        return update;
    }

    /// With its values in the line.
    Log addTo(Log line) {
        return line.with(WRITE_UNITS, writeUnits).with(READ_UNITS, readUnits).with(MEGABYTE_MILLIS, megabyteMillis);
    }

    /// None where an item of an earlier version has none.
    static Consumption read(Map<String, AttributeValue> item) {
        return new Consumption(Attributes.decimal(item, WRITE_UNITS), Attributes.decimal(item, READ_UNITS),
                Attributes.number(item, MEGABYTE_MILLIS));
    }
}
