package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.storage.Machine;

/// What comes of a file does not depend on the language that the machine is set to: other digits, other capitals.
@Isolated
class AnyLocaleTest {
    private static final Pattern IDS_AND_TIMES = Pattern
            .compile(
                    "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|\\d{8}T\\d{6}Z-\\p{XDigit}{10}|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|\\d+ \\p{Alpha}+ \\d{4} \\d\\d:\\d\\d"
                            + "|/d/[\\w-]+|X-Amz-[^&\\s]+|mailClaimed\\w+=AttributeValue\\([^)]*\\)|\\b\\d{10,13}\\b|\\w+@demo\\.example");

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "tr-TR", "th-TH-u-nu-thai", "hi-IN-u-nu-deva", "de-CH"})
    void aWholeImportIsTheSameInEveryLocale(String tag) throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ROOT);
            List<String> expected = run();
            Locale.setDefault(Locale.forLanguageTag(tag));
            assertEquals(String.join("\n", expected), String.join("\n", run()));
        } finally {
            Locale.setDefault(before);
        }
    }

    /// Everything that users see of imports of several actions, an export and a rejection.
    private static List<String> run() throws Exception {
        MemoryAws aws = new MemoryAws();
        Deployment deployment = new Deployment(aws, Template.ofProject("test"));
        Platform platform = new Platform(deployment, aws, Machine.real(),
                Map.of("POINTDROP_CHUNK_ROWS", "1000", "POINTDROP_SIZE_LIMIT", "100000"));
        List<String> rows = IntStream.range(0, 1200).mapToObj(i -> "I" + i + "@EXAMPLE.com,title " + i).toList();
        platform.drop("imports/demo/enroll/a.csv",
                ("Email,Name\n" + String.join("\n", rows) + "\nI1@example.com,\u0130\nx\n").getBytes(UTF_8));
        platform.drop("imports/demo/update-customers/b.csv",
                "EMAIL;POINTS;VIP TIER;BIRTHDAY\ni1@example.com;1234567;PLATINUM;1990-1-5\ni2@example.com;-1;SILVER;03/03\n"
                        .getBytes(UTF_8));
        platform.drop("imports/demo/add-points/c.csv", "Email,Points\ni2@example.com,1,\ni2@example.com,5000000\n"
                .getBytes(UTF_8));
        platform.drop("imports/demo/add-points/too large.csv", "x".repeat(100_001).getBytes(UTF_8));
        platform.export(deployment.upload("exports/demo/a.json", "{\"email\": \"me@demo.example\"}"));
        return state(deployment);
    }

    private static List<String> state(Deployment deployment) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String key : deployment.dataKeys("")) {
            assertTrue(key.chars().allMatch(c -> c < 0x80), key);
            lines.add(key.endsWith(".gz") ? key : key + " " + new String(deployment.data(key), UTF_8));
        }
        Stream.of(deployment.importsTable(), deployment.customersTable())
                .flatMap(table -> deployment.items(table).stream())
                .forEach(item -> lines.add(item.toString()));
        for (String address : List.of(deployment.contact(), "me@demo.example")) {
            for (var mail : deployment.mailsTo(address)) {
                lines.add(mail.getSubject() + "\n" + Mailbox.text(mail));
            }
        }
        return lines.stream().map(line -> IDS_AND_TIMES.matcher(line).replaceAll("*")).sorted().toList();
    }
}
