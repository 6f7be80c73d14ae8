package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The parts of template.yaml that the local stack and the deployment rely on.
class TemplateTest {
    private static final Path FILE = Path.of(System.getProperty("pointdrop.home", "."), "template.yaml");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private Template template;
    private YamlTree resources;

    @BeforeEach
    void read() throws IOException {
        template = Template.read(FILE, "stack", Map.of());
        resources = YamlTree.parse(Files.readString(FILE)).get("Resources");
    }

    private Template.Function function(String id) {
        return template.function(id);
    }

    @Test
    void uploadsCallTheValidationAndChunksTheImport() {
        Template.Function validate = function("ValidateFunction");
        assertEquals(List.of(new Template.UploadTrigger("stack-uploads-000000000000-eu-central-1", "imports/")),
                validate.uploads());
        assertEquals(2, validate.retries());
        assertEquals(Optional.of("DeadLetterQueue"), validate.failureQueue());

        assertEquals(List.of(new Template.QueueTrigger("ChunksQueue", 10)), function("ImportFunction").queues());
        assertEquals(
                List.of(new Template.Notification("chunks/", "ChunksQueue"),
                        new Template.Notification("reviews/", "ChunksQueue")),
                template.buckets()
                        .stream()
                        .filter(bucket -> bucket.name().equals("stack-data-000000000000-eu-central-1"))
                        .findFirst()
                        .orElseThrow()
                        .notifications());
        assertEquals(new Template.Queue("ChunksQueue", 1800, 5, 345_600, Optional.of("DeadLetterQueue")),
                template.queues().getFirst());
    }

    @Test
    void theVisibilityTimeoutIsSixTimesTheTimeoutOfTheFunction() {
        assertEquals(6 * function("ImportFunction").timeoutSeconds(),
                resources.get("ChunksQueue", "Properties", "VisibilityTimeout").value());
    }

    /// Hence the limit of `ImportConcurrency`: the reasons stand at the queues.
    @Test
    void noChunkIsGivenUpForWantOfWriteUnitsOnANewTable() throws IOException {
        YamlTree parameters = YamlTree.parse(Files.readString(FILE)).get("Parameters");
        int functions = number(parameters.get("ImportConcurrency", "MaxValue"));
        int rows = number(parameters.get("RowLimit", "MaxValue")) / 256;
        int seconds = function("ImportFunction").timeoutSeconds() - 20;
        int deliveries = template.queues().getFirst().maxReceiveCount();
        assertTrue(functions * rows / 4000 <= deliveries * seconds, functions + " functions");
    }

    /// A message comes again when its timeout has ended, and is dropped without a letter when it is too old.
    @Test
    void aChunkIsGivenUpLongBeforeItsMessageIsDropped() {
        Template.Queue chunks = template.queues().getFirst();
        assertTrue(10 * chunks.maxReceiveCount() * chunks.visibilityTimeoutSeconds() <= chunks.retentionSeconds());
    }

    /// Names of buckets end at 63 characters (Amazon S3 User Guide, "Bucket naming rules"); no region has a longer name.
    @Test
    void bucketsHaveShortEnoughNamesInEveryRegionWhereTheStackHas() throws IOException {
        String longest = "s".repeat(27);
        Template inSingapore = Template.read(FILE, longest, Map.of("AWS::Region", "ap-southeast-1"));
        assertEquals(
                List.of(longest + "-uploads-000000000000-ap-southeast-1",
                        longest + "-data-000000000000-ap-southeast-1"),
                inSingapore.buckets().stream().map(Template.Bucket::name).toList());
        assertTrue(inSingapore.buckets().stream().allMatch(bucket -> bucket.name().length() <= 63));
        String description = String.valueOf(YamlTree.parse(Files.readString(FILE)).get("Description").value());
        assertTrue(description.contains("at most 27 characters"), description);
    }

    @Test
    void deadLettersCallTheAbandonment() {
        assertEquals(List.of("DeadLetterQueue"),
                function("AbandonFunction").queues().stream().map(Template.QueueTrigger::queue).toList());
    }

    @Test
    void aQuarterOfAnHourCallsForWhatIsOverdue() {
        assertEquals(List.of(Duration.ofMinutes(15)), function("OverdueFunction").schedules());
    }

    @Test
    void requestsCallTheExport() {
        Template.Function export = function("ExportFunction");
        assertEquals(List.of(new Template.UploadTrigger("stack-uploads-000000000000-eu-central-1", "exports/")),
                export.uploads());
        assertEquals(Optional.of("DeadLetterQueue"), export.failureQueue());
    }

    /// Those of shared policies and of parameters, too.
    @Test
    void policiesNameExactActionsOnExactResources() throws IOException {
        Template full = Template.read(FILE, "stack",
                Map.of("SesConfigurationSet", "mails", "SesIdentity", "example.com",
                        "KmsKeyArn", "arn:aws:kms:eu-central-1:000000000000:key/a"));
        for (Template.Function function : full.functions()) {
            List<Policy.Rule> rules = function.policy().rules();
            assertFalse(rules.isEmpty(), function.id());
            for (Policy.Rule rule : rules) {
                assertTrue(rule.action().matches("(s3|dynamodb|ses|kms):[A-Za-z]+"), () -> function.id() + rule);
                assertTrue(rule.resource().matches("arn:aws:[^*]+(/[*])?"), () -> function.id() + rule);
            }
        }
    }

    @Test
    void everyReferenceIsDeclared() throws IOException {
        YamlTree document = YamlTree.parse(Files.readString(FILE));
        Set<String> declared = new HashSet<>(document.get("Parameters").entries().keySet());
        declared.addAll(document.get("Resources").entries().keySet());
        declared.addAll(document.get("Mappings").entries().keySet());
        declared.addAll(document.get("Conditions").entries().keySet());
        List<String> references = references(document).toList();
        assertTrue(references.size() > 50, references.toString());
        for (String reference : references) {
            String name = reference.replaceFirst("\\..*", "");
            assertTrue(name.startsWith("AWS::") || declared.contains(name), "Not declared: " + reference);
        }
    }

    private static Stream<String> references(YamlTree place) {
        return switch (place.value()) {
            case YamlTree.Intrinsic intrinsic -> switch (intrinsic.function()) {
                case "Sub" -> VARIABLE.matcher(intrinsic.name())
                        .results()
                        .map(variable -> variable.group(1))
                        .filter(variable -> intrinsic.others().isEmpty());
                case "Equals", "Not", "Select", "Split" ->
                    Stream.concat(Stream.of(intrinsic.argument()), intrinsic.others().stream())
                            .flatMap(TemplateTest::references);
                default -> Stream.concat(Stream.of(intrinsic.name()),
                        intrinsic.others().stream().flatMap(TemplateTest::references));
            };
            case Map<?, ?> _ -> place.entries().values().stream().flatMap(TemplateTest::references);
            case List<?> _ -> place.elements().stream().flatMap(TemplateTest::references);
            case null, default -> Stream.empty();
        };
    }

    @Test
    void allFunctionsHaveTheSameVariables() {
        assertEquals("stack-customers", template.environment().get("POINTDROP_CUSTOMERS_TABLE"));
        assertEquals("Bronze,Silver,Gold,Platinum", template.environment().get("POINTDROP_DEFAULT_TIERS"));
        for (Template.Function function : template.functions()) {
            Map<String, String> variables = new HashMap<>(function.environment());
            variables.remove("JAVA_TOOL_OPTIONS");
            assertEquals(template.environment(), variables, function.id());
        }
    }

    @Test
    void functionsThatReadLongFilesHaveTheSecondCompiler() {
        for (String id : List.of("ValidateFunction", "ImportFunction", "ExportFunction")) {
            Map<String, String> ownVariables = new HashMap<>(function(id).environment());
            ownVariables.keySet().removeAll(template.environment().keySet());
            assertEquals(Map.of("JAVA_TOOL_OPTIONS", "-XX:+TieredCompilation -XX:TieredStopAtLevel=4"), ownVariables);
        }
    }

    private static Template with(String parameter, String value) throws IOException {
        return Template.read(FILE, "stack", Map.of(parameter, value));
    }

    /// The SDK refuses an empty one.
    @Test
    void endpointsAreVariablesOnlyWhereTheyAreNamed() throws IOException {
        List<String> names = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_SES");
        Map<String, String> elsewhere = with("EndpointUrl", "http://127.0.0.1:4566").environment();
        for (String name : names) {
            assertFalse(template.environment().containsKey(name), name);
            assertEquals("http://127.0.0.1:4566", elsewhere.get(name));
        }
        assertEquals(template.environment().size() + names.size(), elsewhere.size());
    }

    @Test
    void aFunctionSeesHowMuchMemoryItHas() {
        Template.Function importer = template.function("ImportFunction");
        assertEquals("1769", importer.allVariables().get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        assertTrue(importer.allVariables().entrySet().containsAll(importer.environment().entrySet()));
    }

    @Test
    void withoutThePageThereIsNoFunctionNoApiAndNoAddress() throws IOException {
        Template without = with("Web", "no");
        assertEquals("", without.environment().get("POINTDROP_WEB_URL"));
        assertEquals(List.of(), without.httpRoutes());
        assertEquals(List.of("WebFunction"), template.functions()
                .stream()
                .map(Template.Function::id)
                .filter(id -> without.functions().stream().noneMatch(other -> other.id().equals(id)))
                .toList());
        assertEquals(template.tables(), without.tables());
        assertTrue(without.buckets().stream().allMatch(bucket -> bucket.cors().isEmpty()));
    }

    @Test
    void thePageMayPutUploadsWithTheHeadersThatAreSignedAndNothingElse() {
        assertEquals(List.of(new Template.CorsRule(List.of("PUT"),
                List.of("https://HttpApi.execute-api.eu-central-1.amazonaws.com"),
                List.of("content-type", "if-none-match", "x-amz-checksum-sha256", "x-amz-meta-notify",
                        "x-amz-meta-review", "x-amz-meta-repeat", "x-amz-meta-note", "x-amz-meta-by"))),
                template.buckets().stream().flatMap(bucket -> bucket.cors().stream()).toList());
    }

    @Test
    void thePageHasTheAddressOfTheApiUnlessItHasADomainOfItsOwn() throws IOException {
        assertEquals("https://HttpApi.execute-api.eu-central-1.amazonaws.com",
                template.environment().get("POINTDROP_WEB_URL"));
        assertEquals("https://points.example.com",
                with("WebUrl", "https://points.example.com").environment().get("POINTDROP_WEB_URL"));
    }

    @Test
    void everyRequestCallsTheSameFunctionAndSignInHasARouteOfItsOwn() {
        assertEquals(List.of(new Template.Route("$default", "WebFunction"),
                new Template.Route("POST /api/v1/sign-in", "WebFunction")), template.httpRoutes());
        YamlTree stage = resources.get("HttpStage", "Properties");
        int all = rate(stage.get("DefaultRouteSettings"));
        int signIn = rate(stage.get("RouteSettings", "POST /api/v1/sign-in"));
        assertTrue(10 * signIn <= all, () -> signIn + " of " + all);
    }

    private static int rate(YamlTree settings) {
        return number(settings.get("ThrottlingRateLimit"));
    }

    private static int number(YamlTree place) {
        return Integer.parseInt(String.valueOf(place.value()));
    }

    @Test
    void anAnswerIsGivenUpWhenTheApiGivesItUp() {
        assertEquals(1000 * function("WebFunction").timeoutSeconds(),
                resources.get("WebIntegration", "Properties", "TimeoutInMillis").value());
    }

    @Test
    void accessLogsHoldNoPathHeaderOrBody() {
        String format = String.valueOf(resources.get("HttpStage", "Properties", "AccessLogSettings", "Format").value());
        assertTrue(format.contains("$context.routeKey"), format);
        for (String secret : List.of("path", "header", "body", "identity", "queryString", "authorizer")) {
            assertFalse(format.contains(secret), format);
        }
    }

    @Test
    void tokensAreFoundByTheirShopAndWhatIsOpenByItsAge() {
        assertEquals(List.of(
                new Template.Table("stack-imports", List.of("shop", "id"),
                        List.of(new Template.Index("open", List.of("open", "openSince"), "KEYS_ONLY"))),
                new Template.Table("stack-tokens", List.of("token"),
                        List.of(new Template.Index("shop", List.of("shop", "token"), "ALL")))),
                template.tables().stream().filter(table -> !table.indexes().isEmpty()).toList());
        assertEquals("stack-tokens", template.environment().get("POINTDROP_TOKENS_TABLE"));
    }
}
