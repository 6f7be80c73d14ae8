package pointdrop.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Everything that users see at the end, but for times and for what was consumed.
final class EndState {
    private static final List<String> TIMES = List.of("finishedAt", "mailSentAt", "mailClaimedUntil", "mailClaimedBy",
            "readyUntil", "readyMailSentAt", "readyMailClaimedUntil", "readyMailClaimedBy", "importingSince", "staged",
            "recent");
    private static final List<String> CONSUMED = List.of("writeUnits", "readUnits", "megabyteMillis");
    /// Of an import whose review may have been stopped while it was worked on.
    private static final Set<AttributeValue> STOPPED = Set.of(AttributeValue.fromS("CANCELLED"),
            AttributeValue.fromS("FAILED"));
    /// By kind of an item, what depends on when a request was put.
    private static final Map<String, List<String>> OF_REQUESTS = Map.of("request", List.of("id", "request", "at"),
            "digest", List.of("at", "expiresAt"));

    private EndState() {}

    static String of(World world) {
        List<String> lines = new ArrayList<>();
        for (String table : List.of("POINTDROP_IMPORTS_TABLE", "POINTDROP_CUSTOMERS_TABLE")) {
            world.aws().tables().get(world.variable(table)).items().forEach(item -> lines.add(text(item)));
        }
        world.aws()
                .tables()
                .get(world.variable("POINTDROP_TOKENS_TABLE"))
                .items()
                .stream()
                // Links are made at every try.
                .filter(item -> !AttributeValue.fromS("link").equals(item.get("kind")))
                .forEach(item -> lines.add(text(item)));
        String bucket = world.variable("POINTDROP_DATA_BUCKET");
        for (String folder : List.of("outcomes/", "previews/", "reports/", "exports/", "summaries/")) {
            for (String key : world.aws().buckets().keys(bucket, folder)) {
                lines.add(key + "\n" + text(key, Objects.requireNonNull(world.aws().buckets().bytes(bucket, key))));
            }
        }
        lines.add("A mail was sent: " + !world.aws().mails().all().isEmpty());
        String text = String.join("\n", lines);
        for (Map<String, AttributeValue> item : world.aws()
                .tables()
                .get(world.variable("POINTDROP_IMPORTS_TABLE"))
                .items()) {
            // An undo has the id of the request that asks for it.
            text = item.containsKey("undoes")
                    ? text.replace(Objects.requireNonNull(item.get("id")).s(), "the undo")
                    : text;
        }
        return text;
    }

    private static String text(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> seen = new TreeMap<>(item);
        TIMES.forEach(seen::remove);
        CONSUMED.forEach(seen::remove);
        seen.computeIfPresent("projected", (_, counts) -> {
            Map<String, AttributeValue> projected = new TreeMap<>(counts.m());
            CONSUMED.forEach(projected::remove);
            return AttributeValue.fromM(projected);
        });
        if (item.containsKey("undoes")) {
            seen.remove("startedAt");
        }
        if (item.containsKey("status") && STOPPED.contains(item.get("status"))) {
            seen.remove("reviewLeases");
        }
        if (item.containsKey("kind")) {
            OF_REQUESTS.getOrDefault(item.get("kind").s(), List.of()).forEach(seen::remove);
        }
        List<String> recent = !item.containsKey("recent")
                ? List.of()
                : new pointdrop.emulators.Item(item).list("recent")
                        .stream()
                        .map(entry -> String.format(Locale.ROOT, "%s: %d %+d", entry.text("import"),
                                entry.number("before"),
                                entry.number("delta")))
                        .toList();
        return seen + " " + recent;
    }

    private static String text(String key, byte[] bytes) {
        try {
            return key.endsWith(".gz")
                    ? new String(new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), UTF_8)
                    : new String(bytes, UTF_8).replaceAll("(\"readyUntil\" : )\"[^\"]*\"", "$1");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
