package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        template = Template.read(FILE, "stack");
        resources = YamlTree.parse(Files.readString(FILE)).get("Resources");
    }

    private Template.Function function(String id) {
        return template.functions().stream().filter(function -> function.id().equals(id)).findFirst().orElseThrow();
    }

    private List<YamlTree> ofType(String type) {
        List<YamlTree> found = resources.entries()
                .values()
                .stream()
                .filter(resource -> type.equals(resource.get("Type").value()))
                .toList();
        assertFalse(found.isEmpty());
        return found;
    }

    @Test
    void uploadsCallTheValidationAndChunksTheImport() {
        Template.Function validate = function("ValidateFunction");
        assertEquals(List.of(new Template.UploadTrigger("stack-uploads-000000000000", "imports/")), validate.uploads());
        assertEquals(2, validate.retries());
        assertEquals(Optional.of("DeadLetterQueue"), validate.failureQueue());

        assertEquals(List.of(new Template.QueueTrigger("ChunksQueue", 10)), function("ImportFunction").queues());
        assertEquals(
                List.of(new Template.Notification("chunks/", "ChunksQueue"),
                        new Template.Notification("reviews/", "ChunksQueue")),
                template.buckets()
                        .stream()
                        .filter(bucket -> bucket.name().equals("stack-data-000000000000"))
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

    @Test
    void theImportTemplateIsPutIntoTheDataBucket() throws IOException {
        assertEquals(List.of(new Template.DeclaredObject("stack-data-000000000000", "templates/import-template.csv",
                "text/csv; charset=utf-8", Files.readString(FILE.resolveSibling("events/import-template.csv")))),
                template.objects());
    }

    @Test
    void deadLettersCallTheAbandonment() {
        assertEquals(List.of("DeadLetterQueue"),
                function("AbandonFunction").queues().stream().map(Template.QueueTrigger::queue).toList());
    }

    @Test
    void requestsCallTheExport() {
        Template.Function export = function("ExportFunction");
        assertEquals(List.of(new Template.UploadTrigger("stack-uploads-000000000000", "exports/")), export.uploads());
        assertEquals(Optional.of("DeadLetterQueue"), export.failureQueue());
    }

    @Test
    void tablesAreKeptWhenTheStackIsDeleted() {
        for (YamlTree table : ofType("AWS::DynamoDB::Table")) {
            assertEquals("Retain", table.get("DeletionPolicy").value());
            assertEquals("PAY_PER_REQUEST", table.get("Properties", "BillingMode").value());
            assertEquals(true, table.get("Properties", "DeletionProtectionEnabled").value());
            assertEquals(true, table
                    .get("Properties", "PointInTimeRecoverySpecification", "PointInTimeRecoveryEnabled")
                    .value());
        }
    }

    @Test
    void policiesNameExactActions() {
        for (YamlTree function : ofType("AWS::Serverless::Function")) {
            for (YamlTree policy : function.get("Properties", "Policies").elements()) {
                for (YamlTree statement : policy.get("Statement").elements()) {
                    for (YamlTree action : statement.get("Action").elements()) {
                        assertTrue(String.valueOf(action.value()).matches("(s3|dynamodb|sqs|ses):[A-Za-z]+"),
                                () -> "Not an exact action: " + action.value());
                    }
                    assertFalse("*".equals(statement.get("Resource").value()));
                }
            }
        }
    }

    @Test
    void everyReferenceIsDeclared() throws IOException {
        YamlTree document = YamlTree.parse(Files.readString(FILE));
        Set<String> declared = new HashSet<>(document.get("Parameters").entries().keySet());
        declared.addAll(document.get("Resources").entries().keySet());
        declared.addAll(document.get("Mappings").entries().keySet());
        List<String> references = references(document).toList();
        assertTrue(references.size() > 50, references.toString());
        for (String reference : references) {
            String name = reference.replaceFirst("\\..*", "");
            assertTrue(name.startsWith("AWS::") || declared.contains(name), "Not declared: " + reference);
        }
    }

    private static Stream<String> references(YamlTree place) {
        return switch (place.value()) {
            case YamlTree.Intrinsic(String function, String argument) -> function.equals("Sub")
                    ? VARIABLE.matcher(argument).results().map(variable -> variable.group(1))
                    : Stream.of(argument);
            case Map<?, ?> _ -> place.entries().values().stream().flatMap(TemplateTest::references);
            case List<?> _ -> place.elements().stream().flatMap(TemplateTest::references);
            case null, default -> Stream.empty();
        };
    }

    @Test
    void allFunctionsHaveTheSameVariables() {
        assertEquals("stack-customers", template.environment().get("POINTDROP_CUSTOMERS_TABLE"));
        assertEquals("Bronze,Silver,Gold,Platinum", template.environment().get("POINTDROP_DEFAULT_TIERS"));
        assertEquals(template.environment(), function("ImportFunction").environment());
    }
}
