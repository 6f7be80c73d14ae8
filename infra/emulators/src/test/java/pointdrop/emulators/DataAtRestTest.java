package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What template.yaml says of stored data: what is kept and for how long, how it is protected and encrypted.
class DataAtRestTest {
    private static final Path FILE = Path.of(System.getProperty("pointdrop.home", "."), "template.yaml");
    private static final String KEY = "arn:aws:kms:eu-central-1:000000000000:key/example";

    private static YamlTree document() throws IOException {
        return YamlTree.parse(Files.readString(FILE));
    }

    /// The resources of a type as they are deployed with the defaults of all parameters but one.
    private static Map<String, YamlTree> deployed(String type, String parameter, String value) throws IOException {
        Map<String, YamlTree> found = Template.read(FILE, "stack", Map.of(parameter, value))
                .resources(type)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertFalse(found.isEmpty(), type);
        return found;
    }

    private static Map<String, YamlTree> deployed(String type) throws IOException {
        return deployed(type, "Web", "yes");
    }

    /// Those that were created by a deployment that fails are deleted, so that the next one finds their names free.
    @Test
    void tablesAndBucketsAreKeptButForThoseOfAFirstDeploymentThatFails() throws IOException {
        for (String type : List.of("AWS::DynamoDB::Table", "AWS::S3::Bucket")) {
            deployed(type).forEach((id, resource) -> {
                assertEquals("RetainExceptOnCreate", resource.get("DeletionPolicy").value(), id);
                assertEquals("Retain", resource.get("UpdateReplacePolicy").value(), id);
            });
        }
    }

    @Test
    void tablesAreProtectedUnlessTheFirstDeploymentSaysNo() throws IOException {
        for (String choice : List.of("yes", "no")) {
            deployed("AWS::DynamoDB::Table", "DeletionProtection", choice).forEach((id, table) -> assertEquals(
                    choice.equals("yes"), table.get("Properties", "DeletionProtectionEnabled").value(), id));
        }
        assertEquals("yes", document().get("Parameters", "DeletionProtection", "Default").value());
    }

    @Test
    void tablesCanBeRestoredToAnyPointInTimeAndNeedNoCapacity() throws IOException {
        deployed("AWS::DynamoDB::Table").forEach((id, table) -> {
            assertEquals("PAY_PER_REQUEST", table.get("Properties", "BillingMode").value(), id);
            assertEquals(true,
                    table.get("Properties", "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled").value(),
                    id);
        });
    }

    @Test
    void everythingIsEncryptedWithKeysOfAwsOrWithOneOfYourOwn() throws IOException {
        for (String key : List.of("", KEY)) {
            boolean own = !key.isEmpty();
            deployed("AWS::S3::Bucket", "KmsKeyArn", key).forEach((id, bucket) -> {
                YamlTree rule = bucket.get("Properties", "BucketEncryption", "ServerSideEncryptionConfiguration")
                        .elements()
                        .getFirst()
                        .get("ServerSideEncryptionByDefault");
                assertEquals(own ? "aws:kms" : "AES256", rule.get("SSEAlgorithm").value(), id);
                assertEquals(own, reference(rule.get("KMSMasterKeyID")).equals("KmsKeyArn"), id);
            });
            deployed("AWS::SQS::Queue", "KmsKeyArn", key).forEach((id, queue) -> {
                assertEquals(own ? null : true, queue.get("Properties", "SqsManagedSseEnabled").value(), id);
                assertEquals(own, reference(queue.get("Properties", "KmsMasterKeyId")).equals("KmsKeyArn"), id);
            });
            // Without a specification DynamoDB encrypts with a key that AWS owns.
            deployed("AWS::DynamoDB::Table", "KmsKeyArn", key).forEach((id, table) -> assertEquals(own,
                    reference(table.get("Properties", "SSESpecification", "KMSMasterKeyId")).equals("KmsKeyArn"), id));
        }
    }

    @Test
    void accessesOfBucketsAreLoggedWhereThereIsABucketForIt() throws IOException {
        for (String logs : List.of("", "logs")) {
            deployed("AWS::S3::Bucket", "AccessLogsBucket", logs).forEach((id, bucket) -> assertEquals(!logs.isEmpty(),
                    bucket.get("Properties", "LoggingConfiguration").optional().isPresent(), id));
        }
    }

    private static Map<String, String> daysByPrefix(String bucket) throws IOException {
        YamlTree declared = document().get("Resources", bucket);
        Map<String, String> days = new TreeMap<>();
        for (YamlTree rule : declared.get("Properties", "LifecycleConfiguration", "Rules").elements()) {
            assertEquals("Enabled", rule.get("Status").value());
            rule.get("ExpirationInDays")
                    .optional()
                    .ifPresent(value -> days.put(
                            String.valueOf(rule.get("Prefix").optional().orElse("")),
                            reference(new YamlTree(value))));
        }
        return days;
    }

    @Test
    void everyFileWithPersonalDataEndsAfterDaysThatAParameterSays() throws IOException {
        assertEquals(Map.of("", "UploadDays"), daysByPrefix("UploadsBucket"));
        assertEquals(
                Map.of("chunks/", "ChunkDays", "staged/", "ChunkDays", "reviews/", "ChunkDays", "previews/",
                        "ChunkDays",
                        "outcomes/", "OutcomesKept", "reports/", "ReportDays", "summaries/", "ReportDays", "exports/",
                        "ExportDays"),
                daysByPrefix("DataBucket"));
    }

    /// A chunk waits for up to ten days: in its queue, then in the dead-letter queue. A reviewed import waits for seven for its start.
    @Test
    void chunksAreKeptLongerThanAnythingWaitsForThem() throws IOException {
        YamlTree resources = document().get("Resources");
        int waits = number(resources.get("ChunksQueue", "Properties", "MessageRetentionPeriod"))
                + number(resources.get("DeadLetterQueue", "Properties", "MessageRetentionPeriod"));
        int shortest = number(document().get("Parameters", "ChunkDays", "MinValue"));
        assertTrue(shortest > 7 + waits / 86_400, shortest + " days");
    }

    /// A link in a mail leads to a file that is still there.
    @Test
    void filesAreKeptAsLongAsLinksToThem() throws IOException {
        YamlTree parameters = document().get("Parameters");
        int links = number(parameters.get("LinkDays", "MaxValue"));
        for (String days : List.of("UploadDays", "ReportDays", "ExportDays")) {
            assertTrue(number(parameters.get(days, "MinValue")) >= links, days);
        }
    }

    private static int number(YamlTree place) {
        return Integer.parseInt(String.valueOf(place.value()));
    }

    private static String reference(YamlTree place) {
        return place.value() instanceof YamlTree.Intrinsic reference ? reference.name() : "";
    }

    @Test
    void logsEndAfterDaysThatAParameterSays() throws IOException {
        deployed("AWS::Logs::LogGroup").forEach(
                (id, log) -> assertEquals("LogDays", reference(log.get("Properties", "RetentionInDays")), id));
        assertEquals("FunctionsLog", reference(document().get("Globals", "Function", "LoggingConfig", "LogGroup")));
    }

    @Test
    void whatCostsMoneyCarriesTheTagOfTheApplication() throws IOException {
        for (String type : List.of("AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::SQS::Queue",
                "AWS::Logs::LogGroup")) {
            deployed(type).forEach((id, resource) -> assertEquals(List.of("application"),
                    resource.get("Properties", "Tags")
                            .elements()
                            .stream()
                            .map(tag -> tag.get("Key").value())
                            .toList(),
                    id));
        }
        assertTrue(document().get("Globals", "Function", "Tags", "application").optional().isPresent());
    }

    @Test
    void aDeploymentHasToNameTheSender() throws IOException {
        document().get("Parameters")
                .entries()
                .forEach((name, parameter) -> assertEquals(name.equals("SenderAddress"),
                        parameter.get("Default").optional().isEmpty(), name));
        String pattern = String.valueOf(document().get("Parameters", "SenderAddress", "AllowedPattern").value());
        assertTrue("points@example.com".matches(pattern));
        assertTrue("points+import@mail.example.com".matches(pattern));
        for (String wrong : List.of("", "points", "points@example", "Points <points@example.com>", "a b@example.com",
                "*@example.com", "points@Example.com")) {
            assertFalse(wrong.matches(pattern), wrong);
        }
    }
}
