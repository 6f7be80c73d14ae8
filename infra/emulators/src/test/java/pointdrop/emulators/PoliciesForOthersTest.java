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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Policy.Need;

/// What others may do with the stack: by the policies of its buckets and queues, and by those that docs/policies offers for merchants.
class PoliciesForOthersTest {
    private static final Path HOME = Path.of(System.getProperty("pointdrop.home", "."));
    private static final String UPLOADS = "arn:aws:s3:::stack-uploads-000000000000-eu-central-1";
    private static final String TLS = "aws:SecureTransport";
    private static final String TAG = "aws:PrincipalTag/shop";

    private final Template template = Template.ofProject("stack");

    private static Policy documented(String name) throws IOException {
        return Policy.parse(Files.readString(HOME.resolve("docs/policies").resolve(name))
                .replace("STACK-uploads-ACCOUNT-REGION", "stack-uploads-000000000000-eu-central-1")
                .replace("SHOP", "demo"));
    }

    @Test
    void nobodyUsesABucketOrAQueueWithoutTls() {
        Map<String, List<Need>> needs = new TreeMap<>();
        template.buckets()
                .forEach(bucket -> needs.put(bucket.name(),
                        List.of(new Need("s3:ListBucket", "arn:aws:s3:::" + bucket.name()),
                                new Need("s3:GetObject", "arn:aws:s3:::" + bucket.name() + "/any"))));
        template.queues()
                .forEach(queue -> needs.put(queue.id(), List
                        .of(new Need("sqs:SendMessage", "arn:aws:sqs:eu-central-1:000000000000:" + queue.id()))));
        assertEquals(4, needs.size());
        needs.forEach((name, all) -> all.forEach(need -> {
            Need known = need.with("Principal", "anybody");
            assertTrue(template.policyOf(name).denies(known.with(TLS, "false")), name);
            assertFalse(template.policyOf(name).denies(known.with(TLS, "true")), name);
        }));
    }

    @Test
    void chunksAreToldOfByTheDataBucketOfThisAccountAndByNobodyElse() {
        Need s3 = new Need("sqs:SendMessage", "arn:aws:sqs:eu-central-1:000000000000:ChunksQueue")
                .with("Principal", "s3.amazonaws.com")
                .with("aws:SourceArn", "arn:aws:s3:::stack-data-000000000000-eu-central-1")
                .with("aws:SourceAccount", "000000000000")
                .with(TLS, "true");
        Policy policy = template.policyOf("ChunksQueue");

        assertTrue(policy.allows(s3));
        for (String key : List.of("Principal", "aws:SourceArn", "aws:SourceAccount")) {
            assertFalse(policy.allows(s3.with(key, "other")), key);
        }
    }

    /// In the sandbox of SES, permission is needed also for the identities of recipients.
    @Test
    void mailsComeFromTheSenderWhateverTheIdentity() {
        String recipient = "arn:aws:ses:eu-central-1:000000000000:identity/owner@demo.example";
        for (String identity : List.of("", "*")) {
            Policy policy = Template
                    .ofProject("stack", Map.of("SenderAddress", "points@mail.example", "SesIdentity", identity))
                    .function("ImportFunction")
                    .policy();
            Need mail = new Need("ses:SendEmail", recipient);
            assertEquals(identity.equals("*"), policy.allows(mail.with("ses:FromAddress", "points@mail.example")));
            assertFalse(policy.allows(mail.with("ses:FromAddress", "owner@demo.example")));
        }
    }

    @Test
    void aMerchantPutsFilesAndRequestsOfTheOwnShopAndNothingElse() throws IOException {
        for (String name : List.of("one-shop.json", "shop-of-the-tag.json")) {
            Policy policy = documented(name);
            for (String folder : List.of("imports", "exports", "requests")) {
                assertTrue(may(policy, "s3:PutObject", "/" + folder + "/demo/add-points/may.csv", "demo"), name);
                assertTrue(may(policy, "s3:AbortMultipartUpload", "/" + folder + "/demo/may.csv", "demo"), name);
                Stream.of("/demo2/may.csv", "/dem/may.csv", "/demo", "/other/may.csv", "/DEMO/may.csv")
                        .forEach(key -> assertFalse(may(policy, "s3:PutObject", "/" + folder + key, "demo"), key));
                assertFalse(may(policy, "s3:GetObject", "/" + folder + "/demo/may.csv", "demo"), name);
                assertFalse(may(policy, "s3:DeleteObject", "/" + folder + "/demo/may.csv", "demo"), name);
            }
            assertFalse(may(policy, "s3:ListBucket", "", "demo"), name);
            assertFalse(may(policy, "s3:PutObject", "/demo/may.csv", "demo"), name);
        }
    }

    @Test
    void aTagStandsForOneShop() throws IOException {
        Policy policy = documented("shop-of-the-tag.json");

        assertFalse(policy.allows(new Need("s3:PutObject", UPLOADS + "/imports/demo/may.csv")));
        for (String tag : List.of("", "*", "other", "demo2")) {
            assertFalse(may(policy, "s3:PutObject", "/imports/demo/may.csv", tag), tag);
        }
    }

    private static boolean may(Policy policy, String action, String key, String tag) {
        return policy.allows(new Need(action, UPLOADS + key).with(TAG, tag));
    }
}
