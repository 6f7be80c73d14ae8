package pointdrop.emulators.memory;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// Reads the request that makes a table.
final class TableDefinition {
    private TableDefinition() {}

    /// @throws UnsupportedOperationException for a key that is no string
    static SimulatedTable create(Tables tables, CreateTableRequest request) {
        for (AttributeDefinition attribute : request.attributeDefinitions()) {
            if (attribute.attributeType() != ScalarAttributeType.S) {
                throw new UnsupportedOperationException("The simulation does not support a key like " + attribute);
            }
        }
        String partition = null;
        String sort = null;
        for (KeySchemaElement element : request.keySchema()) {
            if (element.keyType() == KeyType.HASH) {
                partition = element.attributeName();
            } else {
                sort = element.attributeName();
            }
        }
        if (partition == null) {
            throw Refusal.validation("Invalid KeySchema: it has no partition key");
        }
        return tables.create(request.tableName(), partition, sort);
    }
}
