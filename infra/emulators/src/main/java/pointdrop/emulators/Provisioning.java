package pointdrop.emulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Creates the buckets and tables of a template, unless they exist.
public final class Provisioning {
    private Provisioning() {}

    public static void provision(Template template, S3Client s3, DynamoDbClient dynamoDb) {
        template.buckets().forEach(bucket -> create(bucket, s3));
        template.tables().forEach(table -> create(table, dynamoDb));
    }

    private static void create(Template.Bucket bucket, S3Client s3) {
        try {
            s3.createBucket(request -> request.bucket(bucket.name()));
        } catch (BucketAlreadyOwnedByYouException kept) {
            // From an earlier run.
        }
        if (bucket.versioned()) {
            s3.putBucketVersioning(request -> request.bucket(bucket.name())
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }
    }

    private static void create(Template.Table table, DynamoDbClient dynamoDb) {
        List<AttributeDefinition> attributes = Stream
                .concat(table.keys().stream(), table.indexes().stream().flatMap(index -> index.keys().stream()))
                .distinct()
                .map(key -> AttributeDefinition.builder()
                        .attributeName(key)
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .toList();
        List<GlobalSecondaryIndex> indexes = table.indexes()
                .stream()
                .map(index -> GlobalSecondaryIndex.builder()
                        .indexName(index.name())
                        .keySchema(schema(index.keys()))
                        .projection(projection -> projection.projectionType(index.projection()))
                        .build())
                .toList();
        try {
            dynamoDb.createTable(request -> request.tableName(table.name())
                    .keySchema(schema(table.keys()))
                    .attributeDefinitions(attributes)
                    // DynamoDB refuses an empty list.
                    .globalSecondaryIndexes(indexes.isEmpty() ? null : indexes)
                    .billingMode(BillingMode.PAY_PER_REQUEST));
        } catch (ResourceInUseException kept) {
            // From an earlier run.
        }
    }

    private static List<KeySchemaElement> schema(List<String> keys) {
        List<KeySchemaElement> schema = new ArrayList<>();
        for (String key : keys) {
            KeyType type = schema.isEmpty() ? KeyType.HASH : KeyType.RANGE;
            schema.add(KeySchemaElement.builder().attributeName(key).keyType(type).build());
        }
        return schema;
    }

    /// Configures a shop called `demo`, unless there is one.
    public static void putDemoShop(DynamoDbClient dynamoDb, String shopsTable) {
        putShop(dynamoDb, shopsTable, "demo", "owner@demo.example", List.of("@demo.example"));
    }

    static void putShop(DynamoDbClient dynamoDb, String shopsTable, String shop, String contact,
            List<String> allowedRecipients) {
        Map<String, AttributeValue> item = Map.of("shop", AttributeValue.fromS(shop), "contact",
                AttributeValue.fromS(contact), "allowedRecipients", texts(allowedRecipients), "tiers",
                texts(List.of("Bronze", "Silver", "Gold", "Platinum")));
        try {
            dynamoDb.putItem(request -> request.tableName(shopsTable)
                    .conditionExpression("attribute_not_exists(shop)")
                    .item(item));
        } catch (ConditionalCheckFailedException kept) {
            // From an earlier run, perhaps edited since.
        }
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(AttributeValue::fromS).toList());
    }
}
