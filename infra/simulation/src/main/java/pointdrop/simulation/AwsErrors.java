package pointdrop.simulation;

import pointdrop.emulators.memory.Calls;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ses.model.SesException;

/// Errors that any call may meet, as the SDK gives them to its callers.
final class AwsErrors {
    private enum Service {
        S3,
        DYNAMODB,
        SES;

        static Service of(Calls.Call call) {
            return switch (call.operation()) {
                case "SendEmail" -> SES;
                case String item when item.contains("Item") || item.equals("Query") || item.equals("Scan") -> DYNAMODB;
                default -> S3;
            };
        }
    }

    private AwsErrors() {}

    static AwsServiceException throttled(Calls.Call call) {
        return switch (Service.of(call)) {
            case S3 -> error(S3Exception.builder(), 503, "SlowDown");
            case DYNAMODB -> error(DynamoDbException.builder(), 400, "ProvisionedThroughputExceededException");
            case SES -> error(SesException.builder(), 400, "Throttling");
        };
    }

    static AwsServiceException serverError(Calls.Call call) {
        AwsServiceException.Builder builder = switch (Service.of(call)) {
            case S3 -> S3Exception.builder();
            case DYNAMODB -> DynamoDbException.builder();
            case SES -> SesException.builder();
        };
        return error(builder, 500, "InternalError");
    }

    static AwsServiceException inTransaction() {
        return error(TransactionConflictException.builder(), 400, "TransactionConflictException");
    }

    private static AwsServiceException error(AwsServiceException.Builder builder, int status, String code) {
        return builder.statusCode(status)
                .message(code)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(code).build())
                .build();
    }
}
