package pointdrop.simulation;

import static pointdrop.simulation.Violation.require;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pointdrop.emulators.Item;
import pointdrop.emulators.memory.SimulatedTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Holds requests against the decisions on them and the imports that they name: each takes effect, is refused by a mail, or changes
/// nothing because its effect stands already.
///
/// @param asked all that were put
record RequestCheck(List<Asked> asked, SimulatedTable imports, Mails mails) {
    private static final Map<String, Set<String>> EFFECTS = Map.of("start", Set.of("IMPORTING", "COMPLETED", "FAILED"),
            "cancel", Set.of("CANCELLED"), "undo", Set.of("COMPLETED", "FAILED"));
    /// For which an import can be undone.
    private static final Duration UNDO = Duration.ofDays(30);

    /// Each request got its answer.
    ///
    /// @param calm whether nothing broke
    void checkAnswers(boolean calm) {
        for (Asked request : asked) {
            try {
                checkAnswer(request, calm);
            } catch (Violation violation) {
                throw new Violation(violation.getMessage() + "\nof request " + request);
            }
        }
    }

    private void checkAnswer(Asked request, boolean calm) {
        Optional<Item> decision = decision(request);
        Optional<Item> entry = item(request.shop(), request.importId());
        if (request.copied()) {
            require(decision.isEmpty(), "A copy was decided on");
        } else if (decision.isPresent() && decision.get().text("outcome").equals("refused")) {
            checkReason(decision.get().text("reason"), request, entry, calm);
            mails.checkRefusal(request.shop(), request.id(), decision.get().attributes().containsKey("mailFailed"));
            return;
        } else {
            require(entry.filter(found -> hasEffect(request.verb(), found)).isPresent(),
                    "It was not refused, and has no effect");
        }
        mails.checkNoRefusal(request.shop(), request.id());
    }

    private Optional<Item> decision(Asked request) {
        return item(request.shop() + "#requests", request.importId() + "#" + request.id());
    }

    private Optional<Item> item(String partition, String sort) {
        return Optional.ofNullable(imports.partition(partition).get(sort)).map(Item::new);
    }

    private static boolean hasEffect(String verb, Item entry) {
        boolean begun = switch (verb) {
            case "start" -> entry.attributes().containsKey("importingSince");
            case "undo" -> entry.attributes().containsKey("undoneBy");
            default -> true;
        };
        return begun && EFFECTS.getOrDefault(verb, Set.of()).contains(entry.text("status"));
    }

    private static void checkReason(String reason, Asked request, Optional<Item> entry, boolean calm) {
        boolean holds = switch (reason) {
            case "REQUEST_INVALID" -> !EFFECTS.containsKey(request.verb());
            // Its event may have come before that of the file.
            case "IMPORT_UNKNOWN" -> EFFECTS.containsKey(request.verb());
            case "STATUS_WRONG" -> entry.isPresent();
            case "EXPIRED" -> entry.filter(found -> isExpired(request, found)).isPresent();
            case "ALREADY_IMPORTED" -> entry.filter(found -> found.text("action").equals("add-points")).isPresent();
            case "NOT_PROCESSED" -> !calm;
            default -> false;
        };
        require(holds, "It was refused because of %s", reason);
    }

    private static boolean isExpired(Asked request, Item entry) {
        if (request.verb().equals("undo")) {
            return entry.attributes().containsKey("finishedAt") && request.object()
                    .time()
                    .isAfter(Instant.parse(entry.text("finishedAt")).plus(UNDO));
        }
        return entry.attributes().containsKey("readyUntil")
                && request.object().time().isAfter(Instant.parse(entry.text("readyUntil")));
    }

    /// A reviewed import was started or cancelled by one request, or by none.
    void checkImport(Dropped file, Item entry) {
        for (String verb : List.of("start", "cancel")) {
            List<Asked> accepted = asked.stream()
                    .filter(request -> request.isAbout(file) && request.verb().equals(verb))
                    .filter(request -> decision(request)
                            .filter(decision -> decision.text("outcome").equals("accepted"))
                            .isPresent())
                    .toList();
            boolean wanted = entry.attributes().containsKey("projected") && hasEffect(verb, entry);
            require(accepted.size() == (wanted ? 1 : 0), "%s has the status %s, and was asked by %s to %s",
                    file.importId(), entry.text("status"), accepted, verb);
            require(!verb.equals("start") || accepted.stream().noneMatch(request -> isExpired(request, entry)),
                    "It was started too late, by %s", accepted);
        }
        Map<String, AttributeValue> attributes = entry.attributes();
        require(!attributes.containsKey("importingSince")
                || file.review() == attributes.containsKey("readyUntil"), "Review wanted: %s, done: %s", file.review(),
                !file.review());
    }
}
