package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Remembers which files a shop has imported, by their bytes, so that none is imported twice by accident. Each claim is an
/// item of the Imports table, in a partition apart from the shop's history; DynamoDB expires it after seven days.
public final class EarlierUploads {
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String IMPORT = "import";
    private static final String AT = "at";
    /// Epoch seconds; the attribute that template.yaml names as time to live.
    private static final String EXPIRES_AT = "expiresAt";

    private final Table table;

    /// @param imports the Imports table
    public EarlierUploads(Table imports) {
        this.table = imports;
    }

    /// Claims the bytes of a file for an import. Safe to repeat for the same import.
    ///
    /// @param sha256 of the file, in hexadecimal
    /// @param repeat claim them even where another import has them
    /// @return the id of the import that claimed them within the last seven days, or nothing where the claim succeeded
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
