package pointdrop.emulators;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the emulators listen.
public record Endpoints(String s3, String dynamoDb, String ses) {
    public static final String REGION = "eu-central-1";
    private static final String TEST_KEY = "test";

    /// The settings by which SDKs and the AWS CLI find them.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_S3", s3);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb);
        variables.put("AWS_ENDPOINT_URL_SES", ses);
        variables.put("AWS_REGION", REGION);
        variables.put("AWS_DEFAULT_REGION", REGION);
        variables.put("AWS_ACCESS_KEY_ID", TEST_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", TEST_KEY);
        return variables;
    }

    /// Points every AWS client of this Java process to the emulators.
    public void use() {
        System.setProperty("aws.endpointUrlS3", s3);
        System.setProperty("aws.endpointUrlDynamoDb", dynamoDb);
        System.setProperty("aws.endpointUrlSes", ses);
        System.setProperty("aws.region", REGION);
        System.setProperty("aws.accessKeyId", TEST_KEY);
        System.setProperty("aws.secretAccessKey", TEST_KEY);
    }
}
