package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Only for items of texts: how large a number is, AWS tells only about.
class CapacityTest extends DynamoDbContract {
    /// Of the key, and of the name `x`.
    private static final int REST = 7;

    private double write(int bytes) {
        String text = "x".repeat(bytes - REST);
        return dynamoDb.putItem(request -> request.tableName(table)
                .item(withKey(attributes("x", text)))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits();
    }

    private double read(boolean consistent) {
        return dynamoDb.getItem(request -> request.tableName(table)
                .key(KEY)
                .consistentRead(consistent)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits();
    }

    @ParameterizedTest
    @CsvSource({"7, 1", "1024, 1", "1025, 2", "4096, 4", "30000, 30"})
    void aWriteCostsAUnitForEveryKiB(int bytes, double units) {
        assertEquals(units, write(bytes));
        assertEquals(units, write(bytes), "The same again");
    }

    @Test
    void theLargerOfBeforeAndAfterCounts() {
        write(5000);
        assertEquals(5, write(100));
        assertEquals(1, write(100));
        write(5000);
        assertEquals(5, dynamoDb
                .deleteItem(request -> request.tableName(table)
                        .key(KEY)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits());
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "4096, 1", "4097, 2", "30000, 8"})
    void aReadCostsAUnitForEvery4KiB(int bytes, double units) {
        write(bytes);
        assertEquals(units, read(true));
        assertEquals(units / 2, read(false));
        assertEquals(units, dynamoDb
                .query(request -> request.tableName(table)
                        .consistentRead(true)
                        .projectionExpression("pk")
                        .keyConditionExpression("pk = :p")
                        .expressionAttributeValues(Map.of(":p", text("p")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .capacityUnits());
    }

    /// DynamoDB Local charges nothing for a query that finds nothing. AWS charges for reads of items that do not exist: see
    /// "DynamoDB read and write operations" in its developer guide.
    @Test
    void aQueryThatFindsNothingCostsToo() {
        double units = dynamoDb.query(request -> request.tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :p")
                .expressionAttributeValues(Map.of(":p", text("p")))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity().capacityUnits();
        assertEquals(service == Service.DYNAMODB_LOCAL ? 0 : 1, units);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aReadOfNothingCostsToo(boolean consistent) {
        assertEquals(consistent ? 1 : 0.5, read(consistent));
    }

    /// DynamoDB Local charges nothing for a key of a batch that is not there. AWS charges for it as for a read of that item alone:
    /// github.com/awslabs/amazon-dynamodb-local-samples, issue 7.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBatchCostsWhatItsItemsCostEachOnItsOwn(boolean consistent) {
        write(4097);
        dynamoDb.putItem(request -> request.tableName(table).item(attributes("pk", "q", "sk", "s")));
        KeysAndAttributes keys = KeysAndAttributes.builder()
                .keys(List.of(KEY, attributes("pk", "q", "sk", "s"), attributes("pk", "nobody", "sk", "s")))
                .consistentRead(consistent)
                .build();
        BatchGetItemResponse read = dynamoDb.batchGetItem(request -> request.requestItems(Map.of(table, keys))
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        double units = service == Service.DYNAMODB_LOCAL ? 3 : 4;
        assertEquals(List.of(table + " " + (consistent ? units : units / 2)), units(read.consumedCapacity()));
    }

    private static List<String> units(List<ConsumedCapacity> consumed) {
        return consumed.stream().map(one -> one.tableName() + " " + one.capacityUnits()).toList();
    }

    /// What AWS charges for a check is measured in github.com/paritysuite/dynamodb-conformance, pull request 67.
    @Test
    void aTransactionWritesEachItemTwice() {
        write(1025);
        TransactWriteItem put = TransactWriteItem.builder()
                .put(action -> action.tableName(table).item(withKey(attributes("x", "x"))))
                .build();
        TransactWriteItem check = TransactWriteItem.builder()
                .conditionCheck(action -> action.tableName(table)
                        .key(attributes("pk", "nobody", "sk", "s"))
                        .conditionExpression("attribute_not_exists(pk)"))
                .build();
        List<ConsumedCapacity> consumed = dynamoDb.transactWriteItems(request -> request.transactItems(put, check)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity();
        assertEquals(List.of(table + " 6.0"), units(consumed));
    }

    @Test
    void nobodyIsToldWhoDoesNotAsk() {
        put("x", "x");
        assertNull(dynamoDb.getItem(request -> request.tableName(table)
                .key(KEY)
                .returnConsumedCapacity(ReturnConsumedCapacity.NONE)).consumedCapacity());
        assertNull(update(_ -> {}).consumedCapacity());
        assertFalse(dynamoDb
                .batchGetItem(request -> request.requestItems(
                        Map.of(table, KeysAndAttributes.builder().keys(List.of(KEY)).build())))
                .hasConsumedCapacity());
        assertEquals(table, Objects.requireNonNull(
                update(request -> request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)).consumedCapacity())
                .tableName());
    }
}
