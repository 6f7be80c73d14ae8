package pointdrop.emulators.memory;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// DynamoDB as functions call it, in memory. Every call takes effect at once and whole, when [Calls] says so. What it cannot
/// do, see [Supported], it refuses with an UnsupportedOperationException.
///
/// Reads are always strongly consistent.
public final class SimulatedDynamoDb implements DynamoDbClient {
    private final Calls calls;
    private final Tables tables;
    private final Map<String, TransactWriteItemsRequest> transactions = new HashMap<>();
    private IntUnaryOperator leftOut = _ -> 0;

    SimulatedDynamoDb(Calls calls, Tables tables) {
        this.calls = calls;
        this.tables = tables;
    }

    /// @param keys how many of the keys of a batch, whose number it is given, each BatchGetItem leaves unprocessed. Where that
    /// is all of them, the call is refused as throttled, as AWS does
    public void leaveUnprocessed(IntUnaryOperator keys) {
        this.leftOut = keys;
    }

    /// Carries out a transaction again although its client token was used before, as AWS does after ten minutes.
    void forgetClientTokens() {
        transactions.clear();
    }

    private <T> T call(String operation, String target, String key, Supplier<T> effect) {
        return calls.make(new Calls.Call(operation, target, key), effect);
    }

    /// Names an item to who reads the history of calls, whether or not it has a proper key.
    private String key(@Nullable String table, Map<String, AttributeValue> attributes) {
        if (table == null || !tables.names().contains(table)) {
            return "";
        }
        return String.join("/", tables.get(table)
                .schema()
                .names()
                .stream()
                .map(attributes::get)
                .map(value -> value == null || value.s() == null ? "?" : value.s())
                .toList());
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        Supported.require(request);
        return call("CreateTable", request.tableName(), "", () -> {
            SimulatedTable table = TableDefinition.create(tables, request);
            return CreateTableResponse.builder()
                    .tableDescription(description -> description.tableName(table.name()))
                    .build();
        });
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        Supported.require(request);
        return call("GetItem", request.tableName(), key(request.tableName(), request.key()), () -> {
            SimulatedTable table = tables.get(request.tableName());
            Placeholders placeholders = new Placeholders(request.expressionAttributeNames());
            Projection projection = Projection.parse(request.projectionExpression(), placeholders);
            placeholders.requireAllUsed();
            Map<String, AttributeValue> item = table.get(table.schema().ofExactly(request.key()));
            GetItemResponse.Builder response = GetItemResponse.builder()
                    .consumedCapacity(Capacity.told(request.returnConsumedCapacity(), table.name(),
                            () -> Capacity.readUnits(ItemSize.of(item), request.consistentRead())));
            return (item.isEmpty() ? response : response.item(Projection.apply(projection, item))).build();
        });
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        Supported.require(request);
        return call("PutItem", request.tableName(), key(request.tableName(), request.item()), () -> {
            Returned returned = Returned.onlyOld(request.returnValues());
            Write write = Write.of(tables.get(request.tableName()), request);
            Write.Effect effect = write.perform();
            return PutItemResponse.builder()
                    .attributes(returned.of(write, effect))
                    .consumedCapacity(consumed(request.returnConsumedCapacity(), write, effect))
                    .build();
        });
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        Supported.require(request);
        return call("DeleteItem", request.tableName(), key(request.tableName(), request.key()), () -> {
            Returned returned = Returned.onlyOld(request.returnValues());
            Write write = Write.of(tables.get(request.tableName()), request);
            Write.Effect effect = write.perform();
            return DeleteItemResponse.builder()
                    .attributes(returned.of(write, effect))
                    .consumedCapacity(consumed(request.returnConsumedCapacity(), write, effect))
                    .build();
        });
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        Supported.require(request);
        return call("UpdateItem", request.tableName(), key(request.tableName(), request.key()), () -> {
            Write write = Write.of(tables.get(request.tableName()), request);
            Returned returned = Returned.any(request.returnValues()).require(write);
            Write.Effect effect = write.perform();
            return UpdateItemResponse.builder()
                    .attributes(returned.of(write, effect))
                    .consumedCapacity(consumed(request.returnConsumedCapacity(), write, effect))
                    .build();
        });
    }

    private static @Nullable ConsumedCapacity consumed(@Nullable ReturnConsumedCapacity asked, Write write,
            Write.Effect effect) {
        return Capacity.told(asked, write.table().name(),
                () -> Capacity.writeUnits(effect.before(), effect.after()));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        Supported.require(request);
        request.transactItems().forEach(Supported::require);
        return call("TransactWriteItems", "", "", () -> {
            Transaction transaction = Transaction.of(tables, request.transactItems());
            String token = request.clientRequestToken();
            TransactWriteItemsRequest earlier = token == null ? null : transactions.get(token);
            if (earlier != null && !earlier.transactItems().equals(request.transactItems())) {
                throw Refusal.otherRequest();
            }
            Map<String, Double> units = earlier == null ? transaction.perform() : Map.of();
            if (token != null) {
                transactions.put(token, request);
            }
            return TransactWriteItemsResponse.builder()
                    .consumedCapacity(Capacity.told(request.returnConsumedCapacity(), units))
                    .build();
        });
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        Supported.require(request);
        request.requestItems().values().forEach(Supported::require);
        return call("BatchGetItem", String.join(" ", new TreeMap<>(request.requestItems()).keySet()), "", () -> {
            BatchRead batch = new BatchRead(tables, request.requestItems());
            int processed = batch.keys() - leftOut.applyAsInt(batch.keys());
            if (processed <= 0) {
                throw Refusal.throughput();
            }
            batch.read(processed);
            return BatchGetItemResponse.builder()
                    .responses(batch.responses())
                    .unprocessedKeys(batch.unprocessed())
                    .consumedCapacity(Capacity.told(request.returnConsumedCapacity(), batch.units()))
                    .build();
        });
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        Supported.require(request);
        return call("Query", request.tableName(), "", () -> {
            SimulatedTable table = tables.get(request.tableName());
            Placeholders placeholders = new Placeholders(request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            KeyCondition wanted = KeyCondition.parse(request.keyConditionExpression(), placeholders, table.schema());
            Projection projection = Projection.parse(request.projectionExpression(), placeholders);
            placeholders.requireAllUsed();
            ItemKey start = start(table, request.hasExclusiveStartKey(), request.exclusiveStartKey());
            Page page = Page.of(wanted.select(table, !Boolean.FALSE.equals(request.scanIndexForward()), start),
                    table.schema(), request.limit(), null);
            return QueryResponse.builder()
                    .items(page.items(projection))
                    .count(page.items().size())
                    .scannedCount(page.scanned())
                    .lastEvaluatedKey(page.lastKey(table.schema()))
                    .consumedCapacity(Capacity.told(request.returnConsumedCapacity(), table.name(),
                            () -> Capacity.readUnits(page.bytes(), request.consistentRead())))
                    .build();
        });
    }

    private static @Nullable ItemKey start(SimulatedTable table, boolean given, Map<String, AttributeValue> key) {
        return given ? table.schema().ofExactly(key) : null;
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        Supported.require(request);
        return call("Scan", request.tableName(), "", () -> {
            SimulatedTable table = tables.get(request.tableName());
            Placeholders placeholders = new Placeholders(request.expressionAttributeNames(),
                    request.expressionAttributeValues());
            Condition filter = ConditionParser.parse("FilterExpression", request.filterExpression(), placeholders);
            Projection projection = Projection.parse(request.projectionExpression(), placeholders);
            placeholders.requireAllUsed();
            ItemKey start = start(table, request.hasExclusiveStartKey(), request.exclusiveStartKey());
            Page page = Page.of(table.after(start), table.schema(), request.limit(), filter);
            return ScanResponse.builder()
                    .items(page.items(projection))
                    .count(page.items().size())
                    .scannedCount(page.scanned())
                    .lastEvaluatedKey(page.lastKey(table.schema()))
                    .consumedCapacity(Capacity.told(request.returnConsumedCapacity(), table.name(),
                            () -> Capacity.readUnits(page.bytes(), request.consistentRead())))
                    .build();
        });
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
