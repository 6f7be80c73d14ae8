package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionTest extends DynamoDbContract {
    private static TransactWriteItem action(Consumer<TransactWriteItem.Builder> action) {
        return TransactWriteItem.builder().applyMutation(action).build();
    }

    private TransactWriteItem count(String partition) {
        return action(action -> action.update(update -> update.tableName(table)
                .key(attributes("pk", partition, "sk", "s"))
                .updateExpression("ADD n :one")
                .expressionAttributeValues(Map.of(":one", number("1")))));
    }

    private TransactWriteItem putNew(String partition) {
        return action(action -> action.put(put -> put.tableName(table)
                .item(attributes("pk", partition, "sk", "s", "n", 7))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
    }

    private TransactWriteItem check(String condition) {
        return action(action -> action.conditionCheck(
                check -> check.tableName(table).key(KEY).conditionExpression(condition)));
    }

    private TransactWriteItem delete(String partition) {
        return action(action -> action
                .delete(delete -> delete.tableName(table).key(attributes("pk", partition, "sk", "s"))));
    }

    private void write(TransactWriteItem... actions) {
        dynamoDb.transactWriteItems(request -> request.transactItems(actions));
    }

    private long items() {
        return dynamoDb.scan(request -> request.tableName(table).consistentRead(true)).count();
    }

    private List<CancellationReason> reasons(TransactWriteItem... actions) {
        TransactionCanceledException cancelled = assertThrows(TransactionCanceledException.class,
                () -> write(actions));
        assertEquals("TransactionCanceledException", cancelled.awsErrorDetails().errorCode());
        return cancelled.cancellationReasons();
    }

    @Test
    void allActionsTakeEffect() {
        put("n", 1);
        write(count("a"), putNew("b"), check("n < pk OR attribute_exists(n)"));
        assertEquals(3, items());
        write(count("p"), delete("a"), delete("never there"));
        assertEquals(2, items());
        assertEquals(attributes("n", 2), item());
    }

    @Test
    void noneTakesEffectWhereOneConditionFails() {
        put("n", 1);
        List<CancellationReason> reasons = reasons(count("a"), putNew("p"), delete("b"));
        assertEquals(List.of("None", "ConditionalCheckFailed", "None"),
                reasons.stream().map(CancellationReason::code).toList());
        assertEquals("The conditional request failed", reasons.get(1).message());
        assertEquals(withKey(attributes("n", 1)), reasons.get(1).item());
        assertFalse(reasons.get(0).hasItem());
        assertEquals(1, items());
    }

    @Test
    void aConditionCheckTellsNothingWhereItIsNotAskedTo() {
        put("n", 1);
        CancellationReason reason = reasons(check("attribute_not_exists(n)")).getFirst();
        assertEquals("ConditionalCheckFailed", reason.code());
        assertFalse(reason.hasItem());
    }

    /// DynamoDB Local refuses the request as one that can never be carried out. AWS cancels it: see "Validation Error" at
    /// TransactionCanceledException in its API reference.
    @Test
    void noneTakesEffectWhereOneUpdateDoesNotFitItsItem() {
        put("n", "no number");
        if (service == Service.DYNAMODB_LOCAL) {
            assertInvalid(() -> write(count("a"), count("p")));
            return;
        }
        assertEquals(List.of("None", "ValidationError"),
                reasons(count("a"), count("p")).stream().map(CancellationReason::code).toList());
        assertEquals(1, items());
    }

    @Test
    void someTransactionsAreRefused() {
        assertInvalid(() -> write());
        assertInvalid(() -> write(IntStream.range(0, 101)
                .mapToObj(i -> count("p" + i))
                .toArray(TransactWriteItem[]::new)));
        assertInvalid(() -> write(count("a"), delete("a")));
        assertInvalid(() -> write(check("n =")));
        assertInvalid(() -> write(TransactWriteItem.builder().build()));
        assertInvalid(() -> write(action(action -> action.conditionCheck(check -> check.tableName(table).key(KEY)))));
        // DynamoDB Local takes an update without an expression; AWS requires one, see Update in its API reference.
        if (service == Service.SIMULATION) {
            assertInvalid(() -> write(action(action -> action.update(update -> update.tableName(table).key(KEY)))));
        }
        assertInvalid(() -> write(count("a").toBuilder().delete(delete("b").delete()).build()));
        TransactWriteItem elsewhere = action(action -> action.delete(
                delete -> delete.tableName("not-there").key(KEY)));
        assertThrows(ResourceNotFoundException.class, () -> write(elsewhere));
        assertEquals(0, items());
    }
}
