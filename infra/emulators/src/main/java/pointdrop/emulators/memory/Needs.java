package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.Endpoints;
import pointdrop.emulators.Events;
import pointdrop.emulators.Policy.Need;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;

/// What calls of the functions need to be allowed, and links that they sign.
///
/// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
///
/// @param key ARN of the KMS key that buckets and tables are encrypted with; empty where AWS owns it
record Needs(String key) {
    private static final String IN_ACCOUNT = ":" + Endpoints.REGION + ":" + Events.ACCOUNT_ID + ":";

    List<Need> of(SdkPojo request) {
        return switch (request) {
            case HeadObjectRequest head -> List.of(read(head.bucket(), head.key(), head.versionId()));
            case GetObjectRequest get -> withKey(read(get.bucket(), get.key(), get.versionId()), "Decrypt");
            case PutObjectRequest put -> withKey(write(put.bucket(), put.key()), "GenerateDataKey");
            // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#mpuAndPermissions
            case CreateMultipartUploadRequest begin -> withKey(write(begin.bucket(), begin.key()), "GenerateDataKey");
            case UploadPartRequest part -> withKey(write(part.bucket(), part.key()), "Decrypt");
            case CompleteMultipartUploadRequest end -> withKey(write(end.bucket(), end.key()), "Decrypt");
            case AbortMultipartUploadRequest abort ->
                List.of(new Need("s3:AbortMultipartUpload", object(abort.bucket(), abort.key())));
            case CopyObjectRequest copy -> Stream
                    .of(withKey(read(copy.sourceBucket(), copy.sourceKey(), copy.sourceVersionId()), "Decrypt"),
                            withKey(write(copy.destinationBucket(), copy.destinationKey()), "GenerateDataKey"))
                    .flatMap(List::stream)
                    .toList();
            case GetItemRequest get -> item("GetItem", get.tableName());
            case PutItemRequest put -> item("PutItem", put.tableName());
            case UpdateItemRequest update -> item("UpdateItem", update.tableName());
            case DeleteItemRequest delete -> item("DeleteItem", delete.tableName());
            case QueryRequest query -> item("Query",
                    query.tableName() + (query.indexName() == null ? "" : "/index/" + query.indexName()));
            case BatchGetItemRequest batch -> batch.requestItems()
                    .keySet()
                    .stream()
                    .flatMap(table -> item("BatchGetItem", table).stream())
                    .toList();
            case TransactWriteItemsRequest writes ->
                writes.transactItems().stream().flatMap(write -> member(write).stream()).toList();
            case SendEmailRequest mail -> mail(mail);
            default -> throw new UnsupportedOperationException(
                    "It is not known what a " + request.getClass().getSimpleName() + " needs");
        };
    }

    /// To learn that an object is not there: S3 answers 403 for 404 otherwise
    /// (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
    static Need absence(String bucket) {
        return new Need("s3:ListBucket", "arn:aws:s3:::" + bucket);
    }

    private static Need read(String bucket, String key, @Nullable String version) {
        return new Need(version == null ? "s3:GetObject" : "s3:GetObjectVersion", object(bucket, key));
    }

    private static Need write(String bucket, String key) {
        return new Need("s3:PutObject", object(bucket, key));
    }

    private static String object(String bucket, String key) {
        return "arn:aws:s3:::" + bucket + "/" + key;
    }

    /// DynamoDB decrypts the key of a table in the name of who calls it
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html).
    private List<Need> item(String operation, String table) {
        return withKey(new Need("dynamodb:" + operation, "arn:aws:dynamodb" + IN_ACCOUNT + "table/" + table),
                "Decrypt");
    }

    private List<Need> withKey(Need need, String use) {
        return key.isEmpty() ? List.of(need) : List.of(need, new Need("kms:" + use, key));
    }

    private List<Need> member(TransactWriteItem write) {
        if (write.put() != null) {
            return item("PutItem", write.put().tableName());
        }
        if (write.update() != null) {
            return item("UpdateItem", write.update().tableName());
        }
        return write.delete() != null
                ? item("DeleteItem", write.delete().tableName())
                : item("ConditionCheckItem", write.conditionCheck().tableName());
    }

    /// It depends on what is verified which identity SES looks at: the address, or its domain.
    private static List<Need> mail(SendEmailRequest mail) {
        List<String> resources = new ArrayList<>(List.of("identity/" + mail.source(),
                "identity/" + mail.source().substring(mail.source().indexOf('@') + 1)));
        if (mail.configurationSetName() != null) {
            resources.add("configuration-set/" + mail.configurationSetName());
        }
        return resources.stream()
                .map(resource -> new Need("ses:SendEmail", "arn:aws:ses" + IN_ACCOUNT + resource)
                        .with("ses:FromAddress", mail.source()))
                .toList();
    }
}
