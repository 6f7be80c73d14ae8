package pointdrop.emulators.memory;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// What a service answers to a request that it does not carry out, as the SDK throws it. All but [#fill] are DynamoDB's.
final class Refusal {
    private Refusal() {}

    /// @param service as the SDK names it
    static <B extends AwsServiceException.Builder> B fill(B builder, String service, int status, String code,
            String message) {
        builder.statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(message)
                        .sdkHttpResponse(SdkHttpResponse.builder().statusCode(status).build())
                        .build());
        return builder;
    }

    private static <B extends AwsServiceException.Builder> B fill(B builder, String code, String message) {
        return fill(builder, "DynamoDb", 400, code, message);
    }

    /// A request that can never be carried out.
    static DynamoDbException validation(String message) {
        return (DynamoDbException) fill(DynamoDbException.builder(), "ValidationException", message).build();
    }

    static ResourceNotFoundException noTable() {
        return fill(ResourceNotFoundException.builder(), "ResourceNotFoundException",
                "Cannot do operations on a non-existent table").build();
    }

    static ResourceInUseException tableExists(String name) {
        return fill(ResourceInUseException.builder(), "ResourceInUseException", "Table already exists: " + name)
                .build();
    }

    /// @param item what the condition did not hold for; empty where the caller is not to see it, or there is none
    static ConditionalCheckFailedException condition(Map<String, AttributeValue> item) {
        return fill(ConditionalCheckFailedException.builder(), "ConditionalCheckFailedException",
                "The conditional request failed").item(item.isEmpty() ? null : item).build();
    }

    /// @param reasons one for each action of the transaction, in its order
    static TransactionCanceledException cancelled(List<CancellationReason> reasons) {
        String codes = reasons.stream().map(CancellationReason::code).collect(Collectors.joining(", "));
        return fill(TransactionCanceledException.builder(), "TransactionCanceledException",
                "Transaction cancelled, please refer cancellation reasons for specific reasons [" + codes + "]")
                .cancellationReasons(reasons)
                .build();
    }

    static ProvisionedThroughputExceededException throughput() {
        return fill(ProvisionedThroughputExceededException.builder(), "ProvisionedThroughputExceededException",
                "No key of the batch was processed").build();
    }
}
