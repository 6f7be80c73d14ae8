package pointdrop.local;

import java.util.List;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.ses.SesClient;

/// The clients of the functions under test.
record Clients(S3Client s3, DynamoDbClient dynamoDb, SesClient ses) {
    static Clients withoutFaults() {
        return with(List.of());
    }

    /// A process of its own has connections of its own, but calls of one test may share them.
    private static final SdkHttpClient HTTP = pointdrop.storage.Clients.http();

    static Clients with(List<ExecutionInterceptor> interceptors) {
        return new Clients(
                S3Client.builder()
                        .httpClient(HTTP)
                        .overrideConfiguration(all -> all.executionInterceptors(interceptors))
                        .build(),
                DynamoDbClient.builder()
                        .httpClient(HTTP)
                        .overrideConfiguration(all -> all.executionInterceptors(interceptors))
                        .build(),
                SesClient.builder()
                        .httpClient(HTTP)
                        .overrideConfiguration(all -> all.executionInterceptors(interceptors))
                        .build());
    }
}
