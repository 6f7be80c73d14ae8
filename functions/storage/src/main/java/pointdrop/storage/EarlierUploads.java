package pointdrop.storage;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Remembers which files a shop has imported, by their bytes, so that none is imported twice by accident. Each claim is an
/// item of the Imports table, in a partition apart from the shop's history; DynamoDB expires it after seven days.
public final class EarlierUploads {
    private static final Duration REMEMBERED = Duration.ofDays(7);
    private static final String IMPORT = "import";
    private static final String AT = "at";
    /// The imports that the claim was taken over from, one after the other, with the times of their uploads.
    private static final String TAKEN_OVER_FROM = "takenOverFrom";
    /// Epoch seconds; the attribute that template.yaml names as time to live.
    private static final String EXPIRES_AT = "expiresAt";

    private final Table table;

    /// @param imports the Imports table
    public EarlierUploads(Table imports) {
        this.table = imports;
    }

    /// The bytes of a file, which one import at a time claims.
    ///
    /// @param sha256 in hexadecimal
    public record Content(String shop, String action, String sha256) {}

    /// Claims a file for an import. Safe to repeat for the same import. A claim is taken over where every import of the last seven
    /// days that had it gives way: the last one may have been let in whatever the others did.
    ///
    /// @param time when the file was put
    /// @param givesWay whether an import with that id leaves the file to this one
    /// @return the latest import that does not give way, or nothing where the claim succeeded
    public Optional<String> claim(Content content, String importId, Instant time, Predicate<String> givesWay) {
        Optional<Map<String, AttributeValue>> standing = put(content, importId, time, Map.of(), null);
        while (standing.isPresent()) {
            Map<String, AttributeValue> claim = standing.get();
            Map<String, Instant> holders = holders(claim, time);
            if (holders.containsKey(importId)) {
                return Optional.empty();
            }
            Optional<String> other = latest(holders, Predicate.not(givesWay));
            if (other.isPresent()) {
                return other;
            }
            standing = put(content, importId, time, holders, Attributes.requiredText(claim, IMPORT));
        }
        return Optional.empty();
    }

    /// Claims a file anew for an import that begins long after its file was put. Another import that claimed it meanwhile must give way;
    /// those before this one were looked at when it was validated.
    ///
    /// @param put when the file was put
    /// @param now from which the claim lasts
    /// @return the latest import that does not give way, or nothing where the claim succeeded
    public Optional<String> renew(Content content, String importId, Instant put, Instant now,
            Predicate<String> givesWay) {
        Optional<Map<String, AttributeValue>> standing = put(content, importId, now, Map.of(), null);
        while (standing.isPresent()) {
            String holder = Attributes.requiredText(standing.get(), IMPORT);
            Map<String, Instant> others = holders(standing.get(), now);
            others.remove(importId);
            Optional<String> other = latest(others,
                    id -> (id.equals(holder) || Objects.requireNonNull(others.get(id)).isAfter(put))
                            && !givesWay.test(id));
            if (other.isPresent()) {
                return other;
            }
            standing = put(content, importId, now, others, holder);
        }
        return Optional.empty();
    }

    private static Optional<String> latest(Map<String, Instant> holders, Predicate<String> wanted) {
        return holders.keySet()
                .stream()
                .filter(wanted)
                .max(Comparator.comparing(holder -> Objects.requireNonNull(holders.get(holder))));
    }

    /// The import that has a claim, and those that it was taken over from, as far as they are remembered.
    private static Map<String, Instant> holders(Map<String, AttributeValue> claim, Instant now) {
        Map<String, AttributeValue> holders = new HashMap<>(Attributes.map(claim, TAKEN_OVER_FROM));
        holders.put(Attributes.requiredText(claim, IMPORT), Objects.requireNonNull(claim.get(AT)));
        return holders.entrySet()
                .stream()
                .filter(holder -> time(holder.getValue()).isAfter(now.minus(REMEMBERED)))
                .collect(toMap(Map.Entry::getKey, holder -> time(holder.getValue())));
    }

    private static Instant time(AttributeValue epochMillis) {
        return Instant.ofEpochMilli(Long.parseLong(epochMillis.n()));
    }

    /// @param holder the import to take the claim over from; null to claim what nobody has, or what is no longer remembered
    /// @return the claim that stands instead, or nothing where the file is claimed
    private Optional<Map<String, AttributeValue>> put(Content content, String importId, Instant time,
            Map<String, Instant> holders, @Nullable String holder) {
        Map<String, AttributeValue> item = Map.of(
                ImportItem.SHOP, Attributes.of(content.shop() + "#" + content.action()),
                ImportItem.ID, Attributes.of(content.sha256()),
                ImportItem.KIND, Attributes.of("digest"),
                IMPORT, Attributes.of(importId),
                AT, Attributes.of(time.toEpochMilli()),
                TAKEN_OVER_FROM, AttributeValue.fromM(holders.entrySet()
                        .stream()
                        .collect(toMap(Map.Entry::getKey, entry -> Attributes.of(entry.getValue().toEpochMilli())))),
                EXPIRES_AT, Attributes.of(time.plus(REMEMBERED).getEpochSecond() + 1));
        try {
            table.put(request -> {
                request.item(item);
                if (holder == null) {
                    request.conditionExpression("attribute_not_exists(#sha256) OR #at <= :forgotten")
                            .expressionAttributeNames(Map.of("#sha256", ImportItem.ID, "#at", AT))
                            .expressionAttributeValues(Map.of(":forgotten",
                                    Attributes.of(time.minus(REMEMBERED).toEpochMilli())));
                } else {
                    request.conditionExpression("#import = :holder")
                            .expressionAttributeNames(Map.of("#import", IMPORT))
                            .expressionAttributeValues(Map.of(":holder", Attributes.of(holder)));
                }
            });
            return Optional.empty();
        } catch (ConditionalCheckFailedException taken) {
            return Optional.of(taken.item());
        }
    }
}
