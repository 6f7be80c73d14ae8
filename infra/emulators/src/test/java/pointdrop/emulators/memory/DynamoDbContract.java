package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Runs every test of a class on DynamoDB Local, which shares the rules of expressions with AWS, and on the simulation. Each
/// has a table `table` with keys `pk` and `sk` of its own, and an item `KEY`, which is not there at first.
@ExtendWith(OnEmulators.class)
@ParameterizedClass
@EnumSource
abstract class DynamoDbContract {
    static final Map<String, AttributeValue> KEY = attributes("pk", "p", "sk", "s");

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static DynamoDbClient local;

    @Parameter
    @Nullable
    Service service;

    DynamoDbClient dynamoDb;
    String table;

    enum Service {
        DYNAMODB_LOCAL,
        SIMULATION
    }

    @BeforeAll
    static void start(Deployment deployment) {
        local = deployment.dynamoDb();
    }

    @BeforeEach
    void createTable() {
        dynamoDb = service == Service.DYNAMODB_LOCAL
                ? local
                : new SimulatedDynamoDb(Calls.undisturbed(), new Tables());
        table = createTable(dynamoDb);
    }

    static String createTable(DynamoDbClient dynamoDb) {
        String name = "contract-" + TABLES.incrementAndGet();
        createTable(dynamoDb, name, "pk", "sk");
        return name;
    }

    /// @param keys of the partition and, where there is one, the sort key
    static void createTable(DynamoDbClient dynamoDb, String name, String... keys) {
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String key : keys) {
            schema.add(KeySchemaElement.builder()
                    .attributeName(key)
                    .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
                    .build());
        }
        dynamoDb.createTable(request -> request.tableName(name)
                .keySchema(schema)
                .attributeDefinitions(Stream.of(keys).map(DynamoDbContract::string).toList())
                .billingMode(BillingMode.PAY_PER_REQUEST));
    }

    private static AttributeDefinition string(String name) {
        return AttributeDefinition.builder().attributeName(name).attributeType(ScalarAttributeType.S).build();
    }

    static AttributeValue number(String number) {
        return AttributeValue.fromN(number);
    }

    static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue map(Object... namesAndValues) {
        return AttributeValue.fromM(attributes(namesAndValues));
    }

    /// @param namesAndValues an int and a String stand for a number and a text
    static Map<String, AttributeValue> attributes(Object... namesAndValues) {
        Map<String, AttributeValue> attributes = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            attributes.put((String) namesAndValues[i], switch (namesAndValues[i + 1]) {
                case Integer number -> number(number.toString());
                case String text -> text(text);
                case Object value -> (AttributeValue) value;
            });
        }
        return attributes;
    }

    static Map<String, AttributeValue> withKey(Map<String, AttributeValue> attributes) {
        Map<String, AttributeValue> item = new TreeMap<>(attributes);
        item.putAll(KEY);
        return item;
    }

    void put(Object... namesAndValues) {
        Map<String, AttributeValue> item = withKey(attributes(namesAndValues));
        dynamoDb.putItem(request -> request.tableName(table).item(item));
    }

    UpdateItemResponse update(Consumer<UpdateItemRequest.Builder> update) {
        return dynamoDb.updateItem(request -> update.accept(request.tableName(table).key(KEY)));
    }

    /// The attributes of the item beside its key; empty where there is none. Sets are sorted.
    Map<String, AttributeValue> item() {
        Map<String, AttributeValue> item = new TreeMap<>(StoredValue.ofAll(dynamoDb
                .getItem(request -> request.tableName(table).key(KEY).consistentRead(true))
                .item()));
        item.keySet().removeAll(KEY.keySet());
        return item;
    }

    static void assertInvalid(Executable call) {
        DynamoDbException refused = assertThrows(DynamoDbException.class, call);
        assertEquals("ValidationException", refused.awsErrorDetails().errorCode(), refused::getMessage);
        assertEquals(400, refused.statusCode());
    }
}
