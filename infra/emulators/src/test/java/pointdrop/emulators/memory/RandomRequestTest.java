package pointdrop.emulators.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.RandomInput;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.OnEmulators;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

@ExtendWith(OnEmulators.class)
class RandomRequestTest {
    private static final int TRIES = 400;

    private final Map<String, Integer> answers = new TreeMap<>();

    /// What a caller sees of an update.
    private record Answer(String code, Map<String, AttributeValue> told, Map<String, AttributeValue> after) {}

    @Test
    void theSimulationAnswersAsDynamoDbDoes(Deployment deployment) {
        DynamoDbClient local = deployment.dynamoDb();
        String localTable = DynamoDbContract.createTable(local);
        DynamoDbClient simulated = new SimulatedDynamoDb(Calls.undisturbed(), new Tables());
        String simulatedTable = DynamoDbContract.createTable(simulated);
        RandomInput.check(TRIES, RandomRequest::of, request -> {
            Answer expected = answer(local, localTable, request);
            assertEquals(expected, answer(simulated, simulatedTable, request));
            answers.merge(expected.code(), 1, Integer::sum);
        });
        assertTrue(answers.values().stream().allMatch(count -> count > TRIES / 10) && answers.size() == 3,
                "Each answer is given often: " + answers);
    }

    private static Answer answer(DynamoDbClient dynamoDb, String table, RandomRequest request) {
        Map<String, AttributeValue> key = DynamoDbContract.KEY;
        request.item()
                .ifPresentOrElse(
                        item -> dynamoDb.putItem(put -> put.tableName(table).item(DynamoDbContract.withKey(item))),
                        () -> dynamoDb.deleteItem(delete -> delete.tableName(table).key(key)));
        String code = "OK";
        Map<String, AttributeValue> told;
        try {
            told = update(dynamoDb, table, request);
        } catch (ConditionalCheckFailedException failed) {
            code = failed.awsErrorDetails().errorCode();
            told = failed.item();
        } catch (DynamoDbException refused) {
            code = refused.awsErrorDetails().errorCode();
            told = Map.of();
        }
        return new Answer(code, StoredValue.ofAll(told),
                StoredValue.ofAll(dynamoDb.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item()));
    }

    private static Map<String, AttributeValue> update(DynamoDbClient dynamoDb, String table, RandomRequest request) {
        return dynamoDb.updateItem(update -> {
            update.tableName(table)
                    .key(DynamoDbContract.KEY)
                    .updateExpression(request.update())
                    .conditionExpression(request.condition())
                    .returnValues(ReturnValue.ALL_NEW)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
            if (!request.values().isEmpty()) {
                update.expressionAttributeValues(request.values());
            }
        }).attributes();
    }
}
