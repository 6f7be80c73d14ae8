package pointdrop.local;

import java.util.List;
import software.amazon.awssdk.core.client.builder.SdkClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// The clients of the functions under test.
record Clients(S3Client s3, DynamoDbClient dynamoDb, SesClient ses) {
    static Clients withoutFaults() {
        return with(List.of());
    }

    static Clients with(List<ExecutionInterceptor> interceptors) {
        return new Clients(pointdrop.storage.Clients.of(intercepted(S3Client.builder(), interceptors)),
                pointdrop.storage.Clients.of(intercepted(DynamoDbClient.builder(), interceptors)),
                pointdrop.storage.Clients.of(intercepted(SesClient.builder(), interceptors)));
    }

    private static <B extends SdkClientBuilder<B, ?>> B intercepted(B builder,
            List<ExecutionInterceptor> interceptors) {
        return builder.overrideConfiguration(all -> all.executionInterceptors(interceptors));
    }
}
