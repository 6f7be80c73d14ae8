package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pointdrop.csv.OutcomesReader;
import pointdrop.domain.Counts;
import pointdrop.domain.Summary;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// Each file in `events/files` is named for what it shows; what comes of it stands beside it in `.expected`.
@ExtendWith(InMemory.class)
class SampleFilesTest {
    private static final Path FILES = Path.of(System.getProperty("pointdrop.home", "."), "events/files");
    private static final Pattern CODE = Pattern.compile("(?:^| \\| )([A-Z_]+): ");
    private static final String CUSTOMERS = """
            Email,Name,Points,Membership Type,Birthday
            ada@example.com,Ada,100,Gold,1990-01-15
            bob@example.com,Bob,50,,
            cleo@example.com,Cleo,0,Silver,02/29
            """;

    static List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(FILES)) {
            List<String> names = all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .sorted()
                    .toList();
            assertFalse(names.isEmpty());
            return names;
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void whatIsExpectedOfAFileComesOfIt(String name, Deployment deployment) throws IOException {
        String expected = Files.readString(FILES.resolve(name.replace(".csv", ".expected")));
        String action = expected.lines().findFirst().orElseThrow();
        Platform platform = Platform.of(deployment);
        platform.drop("imports/demo/enroll/customers.csv", CUSTOMERS.getBytes(UTF_8));
        Map<String, String> before = customers(deployment);

        HistoryEntry entry = platform.drop("imports/demo/" + action + "/" + name,
                Files.readAllBytes(FILES.resolve(name)));

        List<String> lines = new ArrayList<>(List.of(action, entry.status() + ": " + entry.message()));
        lines.addAll(result(entry, deployment));
        customers(deployment).forEach((email, customer) -> {
            if (!customer.equals(before.get(email))) {
                lines.add(email + ": " + customer);
            }
        });
        assertEquals(expected, String.join("\n", lines) + "\n");
    }

    private static List<String> result(HistoryEntry entry, Deployment deployment) throws IOException {
        Summary summary = entry.findings().summary();
        if (entry.status() != Status.COMPLETED || summary == null) {
            return List.of();
        }
        Counts counts = entry.counts();
        List<String> lines = new ArrayList<>();
        lines.add("%s, %s; unused columns: %s".formatted(summary.encoding(), summary.delimiter(),
                summary.unusedColumns()));
        lines.add(
                String.format(Locale.ROOT, "%d changed, %d unchanged, %d failed", counts.changed(), counts.unchanged(),
                        counts.failed()));
        String outcomes = "outcomes/demo/" + entry.id() + "/0.csv.gz";
        try (OutcomesReader reader = new OutcomesReader(
                new java.io.ByteArrayInputStream(deployment.data(outcomes)))) {
            for (var row = reader.next(); row.isPresent(); row = reader.next()) {
                if (row.get().error().isEmpty()) {
                    continue;
                }
                List<String> codes = new ArrayList<>();
                Matcher code = CODE.matcher(row.get().error());
                while (code.find()) {
                    codes.add(code.group(1));
                }
                lines.add(String.format(Locale.ROOT, "row %d: %s", row.get().row(), String.join(", ", codes)));
            }
        }
        return lines;
    }

    private static Map<String, String> customers(Deployment deployment) {
        Map<String, String> customers = new TreeMap<>();
        for (Item item : deployment.items(deployment.customersTable())) {
            List<String> parts = new ArrayList<>(List.of(item.number("points") + " points"));
            for (String attribute : List.of("name", "tier", "birthday")) {
                if (item.attributes().containsKey(attribute)) {
                    parts.add(item.text(attribute));
                }
            }
            customers.put(item.text("email"), String.join(", ", parts));
        }
        return customers;
    }
}
