package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The alarms and the dashboard, held against what they watch and what is written about them.
class MonitoringTest {
    private static final Path HOME = Path.of(System.getProperty("pointdrop.home", "."));
    private static final String OF_STACK = "${StackName}-";

    private YamlTree template;
    private YamlTree monitoring;
    private String runbook;

    @BeforeEach
    void read() throws IOException {
        template = YamlTree.parse(Files.readString(HOME.resolve("template.yaml")));
        monitoring = YamlTree.parse(Files.readString(HOME.resolve("infra/monitoring.yaml")));
        runbook = Files.readString(HOME.resolve("docs/RUNBOOK.md"));
    }

    private static Map<String, YamlTree> ofType(String type, YamlTree document) {
        return document.get("Resources")
                .entries()
                .entrySet()
                .stream()
                .filter(resource -> type.equals(resource.getValue().get("Type").value()))
                .collect(Collectors.toMap(Map.Entry::getKey, resource -> resource.getValue()));
    }

    private List<YamlTree> alarms() {
        return ofType("AWS::CloudWatch::Alarm", monitoring).values()
                .stream()
                .map(alarm -> alarm.get("Properties"))
                .toList();
    }

    /// Without the name of the stack.
    private static String name(YamlTree alarm) {
        String name = reference(alarm.get("AlarmName"));
        assertTrue(name.startsWith(OF_STACK), name);
        return name.substring(OF_STACK.length());
    }

    /// The argument of a function such as `!Ref`.
    private static String reference(YamlTree place) {
        return intrinsic(place).name();
    }

    private static YamlTree.Intrinsic intrinsic(YamlTree place) {
        return (YamlTree.Intrinsic) Objects.requireNonNull(place.value());
    }

    /// The metrics that an alarm is on.
    private static Stream<YamlTree> metrics(YamlTree alarm) {
        return alarm.get("MetricName").optional().isPresent()
                ? Stream.of(alarm)
                : alarm.get("Metrics")
                        .elements()
                        .stream()
                        .map(metric -> metric.get("MetricStat", "Metric"))
                        .filter(metric -> metric.optional().isPresent());
    }

    /// Names of the metrics that there are alarms on, for the function, queue or table in a parameter.
    private Set<String> watched(String dimension, String parameter) {
        return alarms().stream()
                .flatMap(MonitoringTest::metrics)
                .filter(metric -> metric.get("Dimensions")
                        .elements()
                        .stream()
                        .anyMatch(found -> dimension.equals(found.get("Name").value())
                                && found.get("Value").value() instanceof YamlTree.Intrinsic value
                                && parameter.equals(value.name())))
                .map(metric -> String.valueOf(metric.get("MetricName").value()))
                .collect(Collectors.toSet());
    }

    @Test
    void everyFunctionIsWatchedForErrorsAndThrottles() {
        Set<String> functions = ofType("AWS::Serverless::Function", template).keySet();
        assertTrue(functions.size() > 6, functions.toString());
        for (String function : functions) {
            assertTrue(watched("FunctionName", function).containsAll(Set.of("Errors", "Throttles")), function);
        }
    }

    @Test
    void everyFunctionWithAFailureDestinationIsWatchedForLettersThatAreLost() {
        ofType("AWS::Serverless::Function", template).forEach((function, resource) -> assertEquals(
                resource.get("Properties", "EventInvokeConfig", "DestinationConfig").optional().isPresent(),
                watched("FunctionName", function).contains("DestinationDeliveryFailures"), function));
    }

    @Test
    void everyTableAndEachOfItsIndexesIsWatchedForThrottles() {
        for (Map.Entry<String, YamlTree> table : ofType("AWS::DynamoDB::Table", template).entrySet()) {
            long watched = alarms().stream()
                    .flatMap(MonitoringTest::metrics)
                    .filter(metric -> metric.get("Dimensions")
                            .elements()
                            .stream()
                            .anyMatch(found -> found.get("Value").value() instanceof YamlTree.Intrinsic value
                                    && table.getKey().equals(value.name())))
                    .count();
            int indexes = table.getValue().get("Properties", "GlobalSecondaryIndexes").elements().size();
            assertEquals(2L * (1 + indexes), watched, table.getKey());
        }
    }

    @Test
    void theQueuesAreWatched() {
        assertEquals(Set.of("ApproximateAgeOfOldestMessage"), watched("QueueName", "ChunksQueue"));
        assertEquals(Set.of("ApproximateNumberOfMessagesVisible", "ApproximateNumberOfMessagesNotVisible"),
                watched("QueueName", "DeadLetterQueue"));
    }

    @Test
    void everyAlarmTellsSomebodyAndSaysWhatNoDataMean() {
        for (YamlTree alarm : alarms()) {
            assertEquals("AlarmTopic", reference(alarm.get("AlarmActions").elements().getFirst()), name(alarm));
            assertTrue(List.of("notBreaching", "missing").contains(alarm.get("TreatMissingData").value()),
                    name(alarm));
            assertTrue(String.valueOf(alarm.get("AlarmDescription").value())
                    .endsWith("See " + name(alarm) + " in docs/RUNBOOK.md"), name(alarm));
        }
    }

    @Test
    void everyAlarmHasASectionInTheRunbookAndEverySectionAnAlarm() {
        List<String> headings = Pattern.compile("^### (.*)$", Pattern.MULTILINE)
                .matcher(runbook)
                .results()
                .flatMap(heading -> Stream.of(heading.group(1).split(", ")))
                .sorted()
                .toList();
        assertEquals(alarms().stream().map(MonitoringTest::name).sorted().toList(), headings);
    }

    @Test
    void theRunbookSaysWhatTheAlarmsCost() {
        long metrics = alarms().stream().flatMap(MonitoringTest::metrics).count();
        String cost = String.format(Locale.ROOT, "%d alarms on %d metrics\ncost %d x $0.10 = $%.2f a month",
                alarms().size(),
                metrics, metrics, metrics / 10.0);
        assertTrue(runbook.contains(cost), cost);
    }

    @Test
    void everyParameterIsPassedFromTheResourceOfItsName() {
        Map<String, YamlTree> passed = template.get("Resources", "Monitoring", "Properties", "Parameters").entries();
        assertEquals(monitoring.get("Parameters").entries().keySet(), passed.keySet());
        passed.forEach((parameter, value) -> {
            boolean chosen = value.value() instanceof YamlTree.Intrinsic choice && choice.function().equals("If");
            String name = reference(chosen ? intrinsic(value).others().getFirst() : value);
            assertEquals(parameter, name.replace("AWS::", "").replace(".QueueName", ""));
        });
    }

    @Test
    void theDashboardIsJsonWithAndWithoutThePage() throws IOException {
        int withoutThePage = widgets("").size();
        assertTrue(withoutThePage > 10, withoutThePage + " widgets");
        assertEquals(withoutThePage + 2, widgets("WebFunction").size());
    }

    private List<?> widgets(String webFunction) throws IOException {
        YamlTree.Intrinsic join = intrinsic(monitoring.get("Resources", "Dashboard", "Properties", "DashboardBody"));
        Conditions conditions = new Conditions(monitoring.get("Conditions"),
                Map.of("AlarmEmail", "", "WebFunction", webFunction));
        String body = conditions.applied(join.others().getFirst())
                .elements()
                .stream()
                .map(part -> part.value() instanceof YamlTree.Intrinsic sub
                        ? Pattern.compile("\\$\\{[^}]+}").matcher(sub.name()).replaceAll("x")
                        : String.valueOf(part.value()))
                .collect(Collectors.joining());
        return (List<?>) Objects.requireNonNull(JSON.std.mapFrom(body).get("widgets"));
    }

    @Test
    void everyParameterIsUsed() throws IOException {
        String text = Files.readString(HOME.resolve("infra/monitoring.yaml"));
        Set<String> used = Pattern.compile("!Ref (\\w+)|\\$\\{(\\w+)}")
                .matcher(text)
                .results()
                .map(found -> Objects.requireNonNullElse(found.group(1), found.group(2)))
                .collect(Collectors.toSet());
        assertTrue(used.containsAll(monitoring.get("Parameters").entries().keySet()), used.toString());
    }
}
