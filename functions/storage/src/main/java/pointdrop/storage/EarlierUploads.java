package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Remembers which files a shop has imported, by their bytes, so that none is imported twice by accident. Each is an item of
/// the Imports table in a partition beside the shop's history, which DynamoDB expires once it has no more to say.
public final class EarlierUploads {
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String IMPORT = "import";
    private static final String AT = "at";
    /// Epoch seconds; template.yaml names it for the expiry.
    private static final String EXPIRES_AT = "expiresAt";

    private final Table table;

    /// @param imports the Imports table
    public EarlierUploads(Table imports) {
        this.table = imports;
    }

    /// Takes the bytes for an import. Safe to repeat for the same import.
    ///
    /// @param sha256 of the file, in hexadecimal
    /// @param repeat take them whoever had them
    /// @return the id of the import of the last seven days that has them already, or nothing
    public Optional<String> claim(String shop, String action, String sha256, String importId, Instant time,
            boolean repeat) {
        Map<String, AttributeValue> item = Map.of(ImportItem.SHOP, Attributes.of(shop + "#" + action),
                ImportItem.ID, Attributes.of(sha256),
                ImportItem.KIND, Attributes.of("digest"),
                IMPORT, Attributes.of(importId),
                AT, Attributes.of(time.toEpochMilli()),
                EXPIRES_AT, Attributes.of(time.plus(REMEMBERED).getEpochSecond() + 1));
        try {
            table.put(request -> {
                request.item(item);
                if (!repeat) {
                    request.conditionExpression(
                            "attribute_not_exists(#sha256) OR #import = :import OR #at <= :forgotten")
                            .expressionAttributeNames(Map.of("#sha256", ImportItem.ID, "#import", IMPORT, "#at", AT))
                            .expressionAttributeValues(Map.of(":import", Attributes.of(importId), ":forgotten",
                                    Attributes.of(time.minus(REMEMBERED).toEpochMilli())))
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                }
            });
            return Optional.empty();
        } catch (ConditionalCheckFailedException taken) {
            return Optional.of(Attributes.requiredText(taken.item(), IMPORT));
        }
    }
}
