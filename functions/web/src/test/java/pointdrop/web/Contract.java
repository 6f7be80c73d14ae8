package pointdrop.web;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.ValidationReport;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// docs/openapi.yaml, and whether answers are as it says.
final class Contract {
    private static final OpenAPI SPECIFICATION = read();
    private static final OpenApiInteractionValidator VALIDATOR = OpenApiInteractionValidator.createFor(SPECIFICATION)
            .withBasePathOverride("")
            .build();
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    /// Answers that were seen: `getImport 304`.
    private final Set<String> seen = new TreeSet<>();

    private static OpenAPI read() {
        ParseOptions options = new ParseOptions();
        options.setResolve(true);
        OpenAPI specification = new OpenAPIV3Parser()
                .readLocation(
                        Path.of(System.getProperty("pointdrop.home", "."), "docs/openapi.yaml").toUri().toString(),
                        null, options)
                .getOpenAPI();
        merge(specification.getComponents().getSchemas());
        specification.getPaths()
                .values()
                .stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(operation -> operation.getResponses()
                        .replaceAll((_, response) -> response.get$ref() == null
                                ? response
                                : specification.getComponents().getResponses().get(name(response.get$ref()))));
        return specification;
    }

    private static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /// The validator takes no field for known that stands in one part of an `allOf` only.
    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void merge(Map<String, Schema> schemas) {
        for (Schema<?> schema : schemas.values()) {
            for (Schema<?> part : Objects.requireNonNullElse(schema.getAllOf(), List.<Schema>of())) {
                // A reference is not resolved where the path of the file has a space.
                Schema<?> whole = part.get$ref() == null
                        ? part
                        : Objects.requireNonNull(schemas.get(name(part.get$ref())));
                whole.getProperties().forEach(schema::addProperty);
            }
            schema.setAllOf(null);
        }
    }

    /// One call that it describes.
    ///
    /// @param path with names of variables, such as `/d/{token}`
    record Described(String method, String path, Operation operation) {

        boolean isOpen() {
            return operation.getSecurity() != null && operation.getSecurity().isEmpty();
        }

        /// Whether whoever may only read is refused.
        boolean isWrite() {
            return !isOpen() && !method.equals("GET") && !operation.getOperationId().equals("lookUpCustomer");
        }

        /// @param values of variables of the path, by name
        Ask ask(Function<String, String> values) {
            return Ask.of(method, VARIABLE.matcher(path)
                    .replaceAll(variable -> Matcher.quoteReplacement(values.apply(variable.group(1)))));
        }

        @Override
        public String toString() {
            return operation.getOperationId();
        }
    }

    static List<Described> all() {
        List<Described> all = new ArrayList<>();
        SPECIFICATION.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((PathItem.HttpMethod method, Operation operation) -> all
                                .add(new Described(method.name(), path, operation))));
        return all;
    }

    /// Each answer that it describes: `getImport 304`.
    static Set<String> answers() {
        Set<String> answers = new TreeSet<>();
        all().forEach(call -> call.operation()
                .getResponses()
                .keySet()
                .forEach(status -> answers.add(call + " " + status)));
        return answers;
    }

    Set<String> seen() {
        return seen;
    }

    /// Fails where the answer to a call that it describes is not as it says.
    void check(Ask ask, Reply reply) {
        Described call = all().stream()
                .filter(described -> described.method().equals(ask.method())
                        && ask.path().matches(described.path().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]*")))
                .findFirst()
                .orElse(null);
        if (call == null || reply.status() >= 500) {
            return;
        }
        SimpleResponse.Builder response = SimpleResponse.Builder.status(reply.status());
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            response.withHeader(header.getKey(), header.getValue());
        }
        if (!reply.body().isEmpty()) {
            response.withBody(reply.body());
        }
        ValidationReport report = VALIDATOR.validateResponse(VARIABLE.matcher(call.path()).replaceAll("x"),
                Request.Method.valueOf(ask.method().toUpperCase(Locale.ROOT)), response.build());
        if (report.hasErrors()) {
            throw new AssertionError(call + " " + reply.status() + " " + reply.body() + " " + report.getMessages());
        }
        seen.add(call + " " + reply.status());
    }
}
