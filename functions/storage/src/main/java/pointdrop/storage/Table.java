package pointdrop.storage;

import java.util.Map;
import java.util.function.Consumer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// One DynamoDB table and the calls to it, each tried again until the deadline.
public record Table(DynamoDbClient dynamoDb, String name, Deadline deadline, Log log) {

    /// A strongly consistent read.
    ///
    /// @return the item; empty where there is none
    Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        GetItemResponse response = deadline.call(() -> dynamoDb.getItem(request -> request.tableName(name)
                .key(key)
                .consistentRead(true)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)));
        meter().read(response.consumedCapacity());
        return response.item();
    }

    Meter meter() {
        return deadline.meter();
    }

    /// @throws ConditionalCheckFailedException where the condition of the request does not hold
    void put(Consumer<PutItemRequest.Builder> put) {
        try {
            meter().wrote(deadline.call(() -> dynamoDb.putItem(request -> put.accept(request.tableName(name)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))))
                    .consumedCapacity());
        } catch (ConditionalCheckFailedException refused) {
            meter().refused(refused.item());
            throw refused;
        }
    }

    /// Writes that all take effect, or none.
    ///
    /// @return false where a condition of one of them does not hold
    boolean transact(TransactWriteItem... writes) {
        try {
            meter().wrote(deadline.call(() -> dynamoDb.transactWriteItems(request -> request.transactItems(writes)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))).consumedCapacity());
            return true;
        } catch (TransactionCanceledException refused) {
            if (Backoff.failedOnCondition(refused)) {
                return false;
            }
            throw refused;
        }
    }

    /// A write of a new item for [#transact].
    TransactWriteItem creation(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(name)
                        .item(item)
                        .conditionExpression("attribute_not_exists(" + ImportItem.ID + ")"))
                .build();
    }

    void delete(Map<String, AttributeValue> key) {
        meter().wrote(deadline.call(() -> dynamoDb.deleteItem(request -> request.tableName(name)
                .key(key)
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))).consumedCapacity());
    }

    QueryResponse query(Consumer<QueryRequest.Builder> query) {
        QueryResponse response = deadline.call(() -> dynamoDb.query(request -> query
                .accept(request.tableName(name).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))));
        meter().read(response.consumedCapacity());
        return response;
    }

    Update update(Map<String, AttributeValue> key) {
        return new Update(this, key);
    }
}
