package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static final Pattern WATCHED = Pattern.compile(
            "Namespace: Pointdrop\\s+MetricName: (\\w+)|\"Pointdrop\", \"(\\w+)\"|Pointdrop,Stack,Reason} MetricName=.\"(\\w+)");

    /// An alarm on a metric that nobody counts never goes off.
    @Test
    void alarmsAndDashboardHaveEveryMetricAndNoOther() throws IOException {
        String monitoring = Files
                .readString(Path.of(System.getProperty("pointdrop.home", "."), "infra/monitoring.yaml"));
        Set<String> watched = WATCHED.matcher(monitoring)
                .results()
                .flatMap(found -> Arrays.asList(found.group(1), found.group(2), found.group(3)).stream())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        assertTrue(watched.size() > 5, watched.toString());
        assertEquals(Arrays.stream(Metric.values()).map(Metric::label).collect(Collectors.toSet()), watched);
    }
}
