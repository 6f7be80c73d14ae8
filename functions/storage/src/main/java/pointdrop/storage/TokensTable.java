package pointdrop.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import pointdrop.domain.Sha256;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// The Tokens table: what opens something for whoever knows it. A token is 32 random bytes in Base64 for URLs. The table knows its
/// SHA-256 only, so that whoever reads the table can open nothing. DynamoDB deletes items some time after they have expired; until then
/// they are here and count as gone.
final class TokensTable {
    static final String SHOP = "shop";
    /// Epoch seconds; the attribute that template.yaml names as time to live.
    static final String EXPIRES_AT = "expiresAt";
    private static final String TOKEN = "token";
    private static final String KIND = "kind";
    /// The index on [#SHOP].
    private static final String INDEX = "shop";

    private final Table table;

    /// What a token is for. None opens what one of another kind does.
    enum Kind {
        LINK,
        SIGN_IN,
        SESSION,
        API,
        UPLOAD,
        /// No token, but how many sign-in mails were sent.
        MAILS;

        private AttributeValue label() {
            return Attributes.of(name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    TokensTable(Table table) {
        this.table = table;
    }

    Deadline deadline() {
        return table.deadline();
    }

    /// A token that nobody knows yet.
    String secret() {
        return table.deadline().machine().secret();
    }

    /// Makes a token known, in place of whatever it was.
    ///
    /// @param attributes what it opens
    void put(Kind kind, String token, String shop, Map<String, AttributeValue> attributes, Instant expiresAt) {
        Map<String, AttributeValue> item = item(kind, token, shop, attributes, expiresAt);
        table.put(put -> put.item(item));
    }

    /// Makes a token known.
    ///
    /// @throws ConditionalCheckFailedException where it is known
    void create(Kind kind, String token, String shop, Map<String, AttributeValue> attributes, Instant expiresAt) {
        Map<String, AttributeValue> item = item(kind, token, shop, attributes, expiresAt);
        table.put(put -> put.item(item)
                .conditionExpression("attribute_not_exists(#token) OR #expiresAt <= :now")
                .expressionAttributeNames(Map.of("#token", TOKEN, "#expiresAt", EXPIRES_AT))
                .expressionAttributeValues(Map.of(":now", Attributes.of(table.deadline().now().getEpochSecond()))));
    }

    private static Map<String, AttributeValue> item(Kind kind, String token, String shop,
            Map<String, AttributeValue> attributes, Instant expiresAt) {
        Map<String, AttributeValue> item = new HashMap<>(attributes);
        item.putAll(key(token));
        item.put(KIND, kind.label());
        item.put(SHOP, Attributes.of(shop));
        item.put(EXPIRES_AT, Attributes.of(expiresAt.getEpochSecond()));
        return item;
    }

    /// @return the item of a token of that kind that has not expired
    Optional<Map<String, AttributeValue>> find(Kind kind, String token) {
        return Optional.of(table.get(key(token))).filter(item -> isValid(kind, item));
    }

    private boolean isValid(Kind kind, Map<String, AttributeValue> item) {
        return kind.label().equals(item.get(KIND)) && expiresAt(item).isAfter(table.deadline().now());
    }

    static Instant expiresAt(Map<String, AttributeValue> item) {
        return Instant.ofEpochSecond(Attributes.number(item, EXPIRES_AT));
    }

    /// An update of an item of that kind, which must be there.
    Update update(Kind kind, String token) {
        return table.update(key(token)).whereIs(KIND, kind.label());
    }

    void delete(String token) {
        table.delete(key(token));
    }

    /// Counts one more of something.
    ///
    /// @param name what is counted, and in which time
    /// @return false where the limit is reached
    boolean count(String name, String shop, int limit, Instant until) {
        return table.update(key(name))
                .set(KIND, Kind.MAILS.label())
                .set(SHOP, Attributes.of(shop))
                .set(EXPIRES_AT, Attributes.of(until.getEpochSecond()))
                .count("count")
                .whereAbsentOrBelow("count", Attributes.of(limit))
                .execute()
                .changed();
    }

    /// The items of a shop that have not expired, a little later than they are written.
    List<Map<String, AttributeValue>> ofShop(Kind kind, String shop) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> last = null;
        do {
            Map<String, AttributeValue> after = last;
            QueryResponse page = table.query(query -> query.indexName(INDEX)
                    .keyConditionExpression("#shop = :shop")
                    .expressionAttributeNames(Map.of("#shop", SHOP))
                    .expressionAttributeValues(Map.of(":shop", Attributes.of(shop)))
                    .exclusiveStartKey(after));
            page.items().stream().filter(item -> isValid(kind, item)).forEach(items::add);
            last = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : null;
        } while (last != null);
        return items;
    }

    /// Deletes an item that [#ofShop] has found.
    void delete(Map<String, AttributeValue> item) {
        table.delete(Map.of(TOKEN, Attributes.of(Attributes.requiredText(item, TOKEN))));
    }

    private static Map<String, AttributeValue> key(String token) {
        return Map.of(TOKEN, Attributes.of(digest(token)));
    }

    /// What is stored of a secret.
    static String digest(String secret) {
        MessageDigest sha256 = Sha256.begin();
        sha256.update(secret.getBytes(UTF_8));
        return Sha256.hex(sha256);
    }
}
