package pointdrop.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pointdrop.emulators.memory.Calls.Call;

/// One delivery at a time works on a chunk: once another has begun to, nothing that an earlier one does takes effect any more.
final class ChunkWork {
    private static final Pattern CHUNK = Pattern
            .compile("(chunks|outcomes|reviews|previews)(/[^/]+/[^/]+/\\d+)\\.csv\\.gz");
    /// Of the folder of outcomes, that of the chunks.
    private static final Map<String, String> CHUNKS = Map.of("outcomes", "chunks", "previews", "reviews");

    private final String customersTable;
    /// Those that worked on a chunk, by chunk, in the order in which they began.
    private final Map<String, List<Invocation>> workers = new HashMap<>();

    ChunkWork(String customersTable) {
        this.customersTable = customersTable;
    }

    /// @param sent a call that takes effect now
    void takesEffect(Network.Sent sent) {
        Invocation sender = sent.sender();
        Call call = sent.call();
        chunk(sender, call).ifPresent(chunk -> {
            List<Invocation> began = workers.computeIfAbsent(chunk, _ -> new ArrayList<>());
            if (!began.contains(sender)) {
                began.add(sender);
            }
            Violation.require(began.getLast() == sender, "%s works on chunk %s, with %s, after %s has begun to",
                    sender.name(), chunk, call, began.getLast().name());
        });
    }

    /// The import of the chunk that an event is about.
    static Optional<String> importId(String event) {
        return first(event).map(chunk -> chunk.split("/", -1)[2]);
    }

    /// The chunk that a call does part of the work of.
    private Optional<String> chunk(Invocation sender, Call call) {
        boolean ofCustomers = call.target().equals(customersTable) && !sender.function().equals("ExportFunction");
        boolean ofOutcomes = call.operation().equals("PutObject") && CHUNK.matcher(call.key()).matches();
        return ofOutcomes || ofCustomers ? first(ofOutcomes ? call.key() : sender.event()) : Optional.empty();
    }

    private static Optional<String> first(String text) {
        Matcher chunk = CHUNK.matcher(text);
        return chunk.find()
                ? Optional.of(CHUNKS.getOrDefault(chunk.group(1), chunk.group(1)) + chunk.group(2))
                : Optional.empty();
    }
}
