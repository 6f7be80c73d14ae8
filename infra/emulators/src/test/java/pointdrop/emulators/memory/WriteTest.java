package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

class WriteTest extends DynamoDbContract {
    enum Operation {
        PUT,
        UPDATE,
        DELETE
    }

    private void writeIfAbsent(Operation operation, ReturnValuesOnConditionCheckFailure told) {
        String condition = "attribute_not_exists(pk)";
        switch (operation) {
            case PUT -> dynamoDb.putItem(request -> request.tableName(table)
                    .item(KEY)
                    .conditionExpression(condition)
                    .returnValuesOnConditionCheckFailure(told));
            case UPDATE -> update(
                    request -> request.conditionExpression(condition).returnValuesOnConditionCheckFailure(told));
            case DELETE -> dynamoDb.deleteItem(request -> request.tableName(table)
                    .key(KEY)
                    .conditionExpression(condition)
                    .returnValuesOnConditionCheckFailure(told));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConditionThatFailsTellsTheItemWhereItIsAskedFor(Operation operation) {
        put("n", 1);
        ConditionalCheckFailedException told = assertThrows(ConditionalCheckFailedException.class,
                () -> writeIfAbsent(operation, ReturnValuesOnConditionCheckFailure.ALL_OLD));
        assertEquals(withKey(attributes("n", 1)), told.item());
        ConditionalCheckFailedException silent = assertThrows(ConditionalCheckFailedException.class,
                () -> writeIfAbsent(operation, ReturnValuesOnConditionCheckFailure.NONE));
        assertFalse(silent.hasItem());
        assertEquals("ConditionalCheckFailedException", silent.awsErrorDetails().errorCode());
        assertEquals(400, silent.statusCode());
        assertFalse(silent.isThrottlingException());
        assertEquals(attributes("n", 1), item());
    }

    @Test
    void aConditionThatFailsTellsNothingOfAnItemThatIsNotThere() {
        ConditionalCheckFailedException told = assertThrows(ConditionalCheckFailedException.class,
                () -> update(request -> request.conditionExpression("attribute_exists(pk)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertFalse(told.hasItem());
    }

    @Test
    void putReplacesAndDeleteRemoves() {
        put("n", 1, "t", "a");
        Map<String, AttributeValue> replaced = dynamoDb.putItem(request -> request.tableName(table)
                .item(withKey(attributes("n", 2)))
                .returnValues(ReturnValue.ALL_OLD)).attributes();
        assertEquals(withKey(attributes("n", 1, "t", "a")), replaced);
        assertEquals(attributes("n", 2), item());
        assertEquals(withKey(attributes("n", 2)), dynamoDb
                .deleteItem(request -> request.tableName(table).key(KEY).returnValues(ReturnValue.ALL_OLD))
                .attributes());
        assertFalse(dynamoDb.getItem(request -> request.tableName(table).key(KEY)).hasItem());
        assertFalse(dynamoDb
                .deleteItem(request -> request.tableName(table).key(KEY).returnValues(ReturnValue.ALL_OLD))
                .hasAttributes());
    }

    @ParameterizedTest
    @CsvSource({"NONE,", "ALL_OLD, '1,,3'", "ALL_NEW, '2,5,3'"})
    void anUpdateTellsWhatIsAskedFor(ReturnValue asked, String values) {
        put("changed", 1, "kept", 3, "removed", 4);
        UpdateItemResponse told = update(
                request -> request.updateExpression("SET changed = :two, fresh = :five")
                        .expressionAttributeValues(attributes(":two", 2, ":five", 5))
                        .returnValues(asked));
        List<String> expected = List.of((values == null ? ",," : values).split(",", -1));
        List<String> names = List.of("changed", "fresh", "kept");
        assertEquals(expected, names.stream().map(name -> {
            AttributeValue value = told.attributes().get(name);
            return value == null ? "" : value.n();
        }).toList());
        assertEquals(values != null, told.hasAttributes());
    }

    @Test
    void anUpdateThatCreatesTheItemHasNothingOldToTell() {
        assertFalse(update(request -> request.returnValues(ReturnValue.ALL_OLD)).hasAttributes());
    }

    @ParameterizedTest
    @EnumSource(names = {"ALL_NEW", "UPDATED_OLD", "UPDATED_NEW"})
    void putAndDeleteTellNothingNew(ReturnValue asked) {
        assertInvalid(() -> dynamoDb.putItem(request -> request.tableName(table).item(KEY).returnValues(asked)));
        assertInvalid(() -> dynamoDb.deleteItem(request -> request.tableName(table).key(KEY).returnValues(asked)));
    }

    @ParameterizedTest
    @CsvSource({"1.0, 1", "1e0, 1", "1E+2, 100", "-0, 0", "0.00, 0", "-1.50, -1.5", "00012, 12", ".5, 0.5", "5., 5",
            "12345678901234567890123456789012345678, 12345678901234567890123456789012345678"})
    void aNumberIsStoredInOneForm(String given, String stored) {
        put("n", number(given));
        assertEquals(attributes("n", number(stored)), item());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "abc", "0x1", "NaN", "1e", "-", "1f", "1e126", "1e-131",
            "123456789012345678901234567890123456789"})
    void isNoNumber(String number) {
        assertInvalid(() -> put("n", number(number)));
    }

    @Test
    void emptyValuesAreStored() {
        Object[] attributes = {"t", "", "l", AttributeValue.fromL(List.of()), "m", AttributeValue.fromM(Map.of())};
        put(attributes);
        assertEquals(attributes(attributes), item());
    }

    @Test
    void someValuesAreRefused() {
        assertInvalid(() -> put("x", AttributeValue.fromSs(List.of())));
        assertInvalid(() -> put("x", AttributeValue.fromSs(List.of("a", "a"))));
        assertInvalid(() -> put("x", AttributeValue.fromNs(List.of("1", "1.0"))));
        assertInvalid(() -> put("x", AttributeValue.fromL(List.of(AttributeValue.fromSs(List.of())))));
        assertInvalid(() -> put("x", AttributeValue.builder().build()));
        assertInvalid(() -> put("x", AttributeValue.builder().s("a").n("1").build()));
        assertInvalid(() -> put("", "x"));
    }

    @Test
    void anItemHasAtMost400KiB() {
        // "pk" and "p", "sk" and "s", and the name "x"
        int most = 400 * 1024 - 3 - 3 - 1;
        put("x", "é".repeat(most / 2) + "a".repeat(most % 2));
        assertInvalid(() -> put("x", "a".repeat(most + 1)));
        assertInvalid(() -> update(request -> request.updateExpression("SET y = :empty")
                .expressionAttributeValues(Map.of(":empty", text("")))));
        assertFalse(item().containsKey("y"));
    }

    @Test
    void keysAreTextsOfALimitedLength() {
        dynamoDb.putItem(request -> request.tableName(table)
                .item(attributes("pk", "p".repeat(2048), "sk", "s".repeat(1024))));
        for (Map<String, AttributeValue> wrong : List.of(attributes("pk", "p".repeat(2049), "sk", "s"),
                attributes("pk", "p", "sk", "s".repeat(1025)), attributes("pk", "", "sk", "s"),
                attributes("pk", "p", "sk", ""), attributes("pk", "p", "sk", 1), attributes("pk", "p"),
                attributes("sk", "s"), attributes())) {
            assertInvalid(() -> dynamoDb.putItem(request -> request.tableName(table).item(wrong)));
            assertInvalid(() -> dynamoDb.getItem(request -> request.tableName(table).key(wrong)));
            assertInvalid(() -> dynamoDb.updateItem(request -> request.tableName(table).key(wrong)));
            assertInvalid(() -> dynamoDb.deleteItem(request -> request.tableName(table).key(wrong)));
        }
        assertInvalid(() -> dynamoDb.getItem(request -> request.tableName(table).key(withKey(attributes("x", 1)))));
    }

    @Test
    void aTableMustBeThereAndCannotBeMadeTwice() {
        assertThrows(ResourceNotFoundException.class,
                () -> dynamoDb.getItem(request -> request.tableName("not-there").key(KEY)));
        assertThrows(ResourceNotFoundException.class,
                () -> dynamoDb.putItem(request -> request.tableName("not-there").item(KEY)));
        assertThrows(ResourceInUseException.class, () -> createTable(dynamoDb, table, "pk"));
        assertTrue(dynamoDb.scan(request -> request.tableName(table)).items().isEmpty());
    }
}
