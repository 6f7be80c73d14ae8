package pointdrop.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import pointdrop.emulators.Item;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.ItemKey;
import pointdrop.emulators.memory.WriteListener;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Puts requests: early and late, several times, two at once, and some that mean nothing.
final class Asking implements WriteListener {
    /// For which a reviewed import can be started.
    private static final Duration READY = Duration.ofDays(7);
    /// For which an import can be undone.
    private static final Duration UNDO = Duration.ofDays(30);
    private static final Duration SOON = Duration.ofHours(1);
    /// That a review usually takes.
    private static final Duration REVIEW = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final List<String> VERBS = List.of("start", "start", "start", "cancel");
    private static final List<String> ODD_VERBS = List.of("start", "cancel", "begin", "undo");
    private static final String UNKNOWN_IMPORT = "20200101T000000Z-0000000000";

    private final World world;
    private final Choices choices;
    private final List<Asked> asked = new ArrayList<>();

    Asking(World world, Choices choices) {
        this.world = world;
        this.choices = choices;
    }

    /// All that were put, in order.
    List<Asked> asked() {
        return asked;
    }

    /// Some imports are asked for while they are reviewed, most once they are ready.
    @Override
    public void written(String table, ItemKey key, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        askForUndo(before, after);
        if (becomes("REVIEWING", before, after) && choices.oneIn(4)) {
            world.agenda().after(choices.upTo(REVIEW), () -> put(key.partition(), choices.of(VERBS), key.sort()));
        }
        if (becomes("READY", before, after) && !choices.oneIn(8)) {
            Duration wait = choices.of(List.of(choices.anyUpTo(SOON), choices.upTo(READY),
                    READY.minus(SOON).plus(choices.upTo(SOON.multipliedBy(2)))));
            for (int i = choices.of(List.of(1, 1, 2, 3)); i > 0; i--) {
                world.agenda()
                        .after(wait.plus(choices.upTo(AT_ONCE)),
                                () -> put(key.partition(), choices.of(VERBS), key.sort()));
            }
        }
    }

    /// An import that has ended is undone, or not; an undo that was given up is asked for once more.
    private void askForUndo(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
        Item entry = new Item(after);
        if (!after.containsKey("importingSince") || !after.containsKey("finishedAt") || before.containsKey("finishedAt")
                || choices.oneIn(2)) {
            return;
        }
        boolean undo = after.containsKey("undoes");
        if (undo && !entry.text("status").equals("FAILED")) {
            return;
        }
        Duration wait = choices.of(List.of(choices.anyUpTo(SOON), choices.anyUpTo(SOON), choices.upTo(READY),
                UNDO.minus(SOON).plus(choices.upTo(SOON.multipliedBy(2)))));
        for (int i = choices.of(List.of(1, 1, 2)); i > 0; i--) {
            world.agenda()
                    .after(wait.plus(choices.upTo(AT_ONCE)),
                            () -> put(entry.text("shop"), "undo", entry.text(undo ? "undoes" : "id")));
        }
    }

    private static boolean becomes(String status, Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        AttributeValue value = AttributeValue.fromS(status);
        return value.equals(after.get("status")) && !value.equals(before.get("status"));
    }

    /// Some files are asked for before it is known what they are.
    void dropped(Dropped file) {
        if (choices.oneIn(4)) {
            world.agenda()
                    .after(choices.anyUpTo(SOON),
                            () -> put(file.shop(), choices.of(ODD_VERBS),
                                    choices.oneIn(4) ? UNKNOWN_IMPORT : file.importId()));
        }
    }

    private void put(String shop, String verb, String importId) {
        put(shop, verb, importId, false);
        if (choices.oneIn(4)) {
            world.agenda()
                    .after(choices.anyUpTo(choices.of(List.of(SOON, READY))),
                            () -> put(shop, verb, importId, choices.oneIn(3)));
        }
    }

    private void put(String shop, String verb, String importId, boolean copied) {
        String key = "requests/%s/%s/%s".formatted(shop, verb, importId);
        StoredObject object = copied ? world.copy(key, new byte[0], Map.of()) : world.drop(key, new byte[0], Map.of());
        asked.add(new Asked(shop, verb, importId, copied, object));
    }
}
