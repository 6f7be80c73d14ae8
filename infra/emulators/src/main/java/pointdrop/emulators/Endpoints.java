package pointdrop.emulators;

import java.util.LinkedHashMap;
import java.util.Map;

/// Where the emulators listen.
public record Endpoints(String s3, String dynamoDb, String ses) {
    public static final String REGION = "eu-central-1";
    private static final String TEST_KEY = "test";

    /// How SDKs and the AWS CLI find the emulators: names of environment variables and of Java's system properties.
    private enum Setting {
        AWS_ENDPOINT_URL_S3("aws.endpointUrlS3"),
        AWS_ENDPOINT_URL_DYNAMODB("aws.endpointUrlDynamoDb"),
        AWS_ENDPOINT_URL_SES("aws.endpointUrlSes"),
        AWS_REGION("aws.region"),
        AWS_DEFAULT_REGION("aws.region"),
        AWS_ACCESS_KEY_ID("aws.accessKeyId"),
        AWS_SECRET_ACCESS_KEY("aws.secretAccessKey");

        private final String property;

        Setting(String property) {
            this.property = property;
        }
    }

    private String value(Setting setting) {
        return switch (setting) {
            case AWS_ENDPOINT_URL_S3 -> s3;
            case AWS_ENDPOINT_URL_DYNAMODB -> dynamoDb;
            case AWS_ENDPOINT_URL_SES -> ses;
            case AWS_REGION, AWS_DEFAULT_REGION -> REGION;
            case AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY -> TEST_KEY;
        };
    }

    /// The settings as environment variables. The last two are for the AWS CLI and boto3, whose uploads in parts S3Mock refuses at
    /// their completion where they choose a checksum themselves.
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Setting setting : Setting.values()) {
            variables.put(setting.name(), value(setting));
        }
        variables.put("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required");
        variables.put("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required");
        return variables;
    }

    /// Points every AWS client of this Java process to the emulators.
    public void use() {
        for (Setting setting : Setting.values()) {
            System.setProperty(setting.property, value(setting));
        }
    }
}
