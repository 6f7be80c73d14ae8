package pointdrop.emulators.memory;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// DynamoDB as functions call it, in memory. Every call takes effect at once and whole, when [Calls] says so. What it does not
/// know, it refuses with an UnsupportedOperationException.
///
/// Reads are always strongly consistent.
public final class SimulatedDynamoDb implements DynamoDbClient {
    private final Calls calls;
    private final Tables tables;
    private IntUnaryOperator leftOut = _ -> 0;
    private Consumer<String> eventualReads = _ -> {};

    SimulatedDynamoDb(Calls calls, Tables tables) {
        this.calls = calls;
        this.tables = tables;
    }

    /// @param keys how many of the keys of a batch, whose number it is given, each BatchGetItem leaves unprocessed. Where that
    /// is all of them, the call is refused as throttled, as AWS does
    public void leaveUnprocessed(IntUnaryOperator keys) {
        this.leftOut = keys;
    }

    /// @param listener told of each read that does not ask for consistency, with the name of its table. All reads are consistent
    /// here, so that code which relies on that without asking would not be noticed otherwise
    public void onEventualRead(Consumer<String> listener) {
        this.eventualReads = listener;
    }

    private void read(String table, @Nullable Boolean consistent) {
        if (!Boolean.TRUE.equals(consistent)) {
            eventualReads.accept(table);
        }
    }

    private <T> T call(SdkPojo request, Function<RequestFields, T> effect, String... known) {
        RequestFields fields = RequestFields.of(request, known);
        return calls.make(new Calls.Call(fields.operation(), fields.table(), tables.name(fields), request),
                () -> effect.apply(fields));
    }

    private Write.Answer write(SdkPojo request) {
        return call(request, fields -> Write.of(tables, fields).perform(), Write.KNOWN);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return call(request, _ -> {
            tables.create(request);
            return CreateTableResponse.builder()
                    .tableDescription(table -> table.tableName(request.tableName()))
                    .build();
        }, "TableName", "KeySchema", "AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes");
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Write.Answer answer = write(request);
        return PutItemResponse.builder().attributes(answer.item()).consumedCapacity(answer.consumed()).build();
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Write.Answer answer = write(request);
        return UpdateItemResponse.builder().attributes(answer.item()).consumedCapacity(answer.consumed()).build();
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Write.Answer answer = write(request);
        return DeleteItemResponse.builder().attributes(answer.item()).consumedCapacity(answer.consumed()).build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        if (request.clientRequestToken() != null) {
            throw new UnsupportedOperationException("The simulation knows no client tokens of transactions");
        }
        return call(request, _ -> {
            Map<String, Double> units = Transaction.of(tables, request.transactItems()).perform();
            return TransactWriteItemsResponse.builder()
                    .consumedCapacity(Size.told(request.returnConsumedCapacityAsString(), units))
                    .build();
        }, "TransactItems", "ClientRequestToken", "ReturnConsumedCapacity");
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        read(request.tableName(), request.consistentRead());
        return call(request, fields -> {
            SimulatedTable table = tables.get(fields.table());
            Placeholders placeholders = new Placeholders(fields);
            UnaryOperator<Map<String, AttributeValue>> told = placeholders
                    .projection(request.projectionExpression());
            placeholders.requireAllUsed();
            Map<String, AttributeValue> item = table.get(table.keyAlone(request.key()));
            return GetItemResponse.builder()
                    .item(item.isEmpty() ? null : told.apply(item))
                    .consumedCapacity(
                            Size.told(fields, table.charge(false, Size.readUnits(fields, Size.of(item)))))
                    .build();
        }, "TableName", "Key", "ProjectionExpression", "ExpressionAttributeNames", "ConsistentRead",
                "ReturnConsumedCapacity");
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        RequestFields.refuseAllBut(request, "RequestItems", "ReturnConsumedCapacity");
        request.requestItems().forEach((table, keys) -> {
            RequestFields.refuseAllBut(keys, "Keys", "ConsistentRead");
            read(table, keys.consistentRead());
        });
        String names = String.join(" ", new TreeMap<>(request.requestItems()).keySet());
        return calls.make(new Calls.Call("BatchGetItem", names, "", request), () -> {
            Batch batch = new Batch(tables, request);
            int processed = batch.keys() - leftOut.applyAsInt(batch.keys());
            if (processed <= 0) {
                throw Refusal.throughput();
            }
            return batch.answer(processed);
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        // An index is never read consistently, and who asks for that is refused.
        if (request.indexName() == null) {
            read(request.tableName(), request.consistentRead());
        }
        Page page = call(request, fields -> Page.query(tables, fields), "TableName", "IndexName",
                "KeyConditionExpression",
                "ProjectionExpression",
                "ExpressionAttributeNames", "ExpressionAttributeValues", "Limit", "ExclusiveStartKey",
                "ScanIndexForward", "ConsistentRead", "ReturnConsumedCapacity");
        return QueryResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(page.consumed())
                .build();
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        read(request.tableName(), request.consistentRead());
        Page page = call(request, fields -> Page.scan(tables, fields), "TableName", "FilterExpression",
                "ProjectionExpression",
                "ExpressionAttributeNames", "ExpressionAttributeValues", "Limit", "ExclusiveStartKey",
                "ConsistentRead", "ReturnConsumedCapacity");
        return ScanResponse.builder()
                .items(page.items())
                .count(page.items().size())
                .scannedCount(page.scanned())
                .lastEvaluatedKey(page.last())
                .consumedCapacity(page.consumed())
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // Holds nothing that is open.
    }
}
