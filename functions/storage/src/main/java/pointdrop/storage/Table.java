package pointdrop.storage;

import java.util.Map;
import java.util.function.Consumer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// One DynamoDB table and the calls to it, each tried again until the deadline.
public record Table(DynamoDbClient dynamoDb, String name, Deadline deadline, Log log) {

    /// A strongly consistent read.
    ///
    /// @return the item; empty where there is none
    Map<String, AttributeValue> get(Map<String, AttributeValue> key) {
        return deadline.call(() -> dynamoDb.getItem(request -> request.tableName(name).key(key).consistentRead(true)))
                .item();
    }

    /// @throws ConditionalCheckFailedException where the condition of the request does not hold
    void put(Consumer<PutItemRequest.Builder> put) {
        deadline.call(() -> dynamoDb.putItem(request -> put.accept(request.tableName(name))));
    }

    /// Writes that all take effect, or none.
    ///
    /// @return false where a condition of one of them does not hold
    boolean transact(TransactWriteItem... writes) {
        try {
            deadline.call(() -> dynamoDb.transactWriteItems(request -> request.transactItems(writes)));
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
        deadline.call(() -> dynamoDb.deleteItem(request -> request.tableName(name).key(key)));
    }

    QueryResponse query(Consumer<QueryRequest.Builder> query) {
        return deadline.call(() -> dynamoDb.query(request -> query.accept(request.tableName(name))));
    }

    Update update(Map<String, AttributeValue> key) {
        return new Update(this, key);
    }
}
