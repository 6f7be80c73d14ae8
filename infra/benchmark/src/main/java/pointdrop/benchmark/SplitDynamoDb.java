package pointdrop.benchmark;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The Customers table at one client, all other tables at another.
record SplitDynamoDb(DynamoDbClient customers, String customersTable, DynamoDbClient others) implements DynamoDbClient {

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return of(request.requestItems().keySet().iterator().next()).batchGetItem(request);
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return of(request.tableName()).updateItem(request);
    }

    private DynamoDbClient of(String table) {
        return table.equals(customersTable) ? customers : others;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return others.getItem(request);
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return others.putItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return others.query(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return others.transactWriteItems(request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        customers.close();
    }
}
