package pointdrop.benchmark;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import pointdrop.storage.CustomersTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Reads all partitions of the shop `demo` in parallel, and drops what it has read.
///
/// @param table of the customers
/// @param page how many items a query asks for
record BareQueries(DynamoDbClient dynamoDb, String table, int page) {
    /// What an export reads, under names that DynamoDB does not reserve.
    private static final Map<String, String> NAMES = Map.of("#pk", "pk", "#1", "email", "#2", "name", "#3", "points",
            "#4", "tier", "#5", "birthday", "#6", "createdAt");

    /// @return how many customers there are
    long run() {
        LongAdder customers = new LongAdder();
        Loop.run(CustomersTable.partitions(), CustomersTable.partitions(),
                partition -> customers.add(count(partition)));
        return customers.sum();
    }

    private long count(int partition) {
        long customers = 0;
        Map<String, AttributeValue> key = Map.of(":pk",
                AttributeValue.fromS(String.format(Locale.ROOT, "demo#%02d", partition)));
        Map<String, AttributeValue> last = Map.of();
        do {
            Map<String, AttributeValue> start = last;
            QueryResponse response = dynamoDb.query(request -> request.tableName(table)
                    .consistentRead(true)
                    .limit(page)
                    .keyConditionExpression("#pk = :pk")
                    .projectionExpression("#1, #2, #3, #4, #5, #6")
                    .expressionAttributeNames(NAMES)
                    .expressionAttributeValues(key)
                    .exclusiveStartKey(start.isEmpty() ? null : start));
            customers += response.items().size();
            last = response.lastEvaluatedKey();
        } while (!last.isEmpty());
        return customers;
    }
}
