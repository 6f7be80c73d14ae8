package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;

/// Asking to start, cancel and undo imports.
@ExtendWith(InMemory.class)
class RequestsTest {
    private TestWeb web;
    private History history;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.history = new History(web, "demo");
    }

    private static Ask ask(HistoryEntry entry, String verb) {
        return Ask.post("/api/v1/shops/demo/imports/%s/%s".formatted(entry.id(), verb));
    }

    private Reply send(HistoryEntry entry, String verb) {
        return web.send(ask(entry, verb).token(web.writer()));
    }

    @Test
    void whatIsAskedForIsDroppedWhereAnS3ClientDropsItWithWhoAsks() {
        Map<String, HistoryEntry> entries = Map.of("start", history.ready(), "cancel", history.reviewing(), "undo",
                history.completed());
        entries.forEach((verb, entry) -> {
            Reply reply = web.send(ask(entry, verb).cookie(web.session()).fromPage());

            assertEquals("202 /api/v1/shops/demo/imports/" + entry.id(),
                    reply.status() + " " + reply.header("location"));
            assertEquals(entry.id(), reply.text("importId"));
            String key = "requests/demo/%s/%s".formatted(verb, entry.id());
            assertEquals(Map.of("by", web.deployment().contact()), web.deployment()
                    .s3()
                    .headObject(head -> head.bucket(web.deployment().uploadsBucket()).key(key))
                    .metadata());
        });
        assertEquals(3, web.dropped().size());
    }

    @Test
    void whatStandsIsNotAskedForAgain() {
        HistoryEntry undone = history.completed();
        history.undo(undone, null);
        List<Reply> replies = List.of(send(history.importing(), "start"), send(history.started(), "start"),
                send(history.completed(), "start"),
                send(history.cancelled(), "cancel"), send(undone, "undo"));

        replies.forEach(reply -> assertEquals(202, reply.status(), reply.body()));
        assertEquals(List.of(), web.dropped());
    }

    @Test
    void whatCannotBeDoneIsRefusedWithTheReason() {
        Map<String, HistoryEntry> entries = new TreeMap<>(Map.of("validating", history.validating(), "reviewing",
                history.reviewing(), "ready",
                history.ready(), "importing", history.importing(), "completed", history.completed(), "unchanged",
                history.completed(new Counts(0, 9, 1, 0, 0)), "rejected",
                history.rejected(Rejection.Code.FILE_EMPTY, "It is empty."),
                "cancelled", history.cancelled(), "failed", history.failed(), "undo",
                history.undo(history.completed(), null)));
        entries.put("exporting", history.exporting());
        entries.put("exported", history.exported());
        Map<String, List<String>> refused = new TreeMap<>();
        entries.forEach((name, entry) -> {
            for (String verb : List.of("start", "cancel", "undo")) {
                Reply reply = send(entry, verb);
                if (reply.status() == 409) {
                    assertEquals("409 STATUS_WRONG", reply.problem());
                    assertTrue(reply.text("detail").length() > 20, reply.body());
                    refused.computeIfAbsent(name, _ -> new ArrayList<>()).add(verb);
                } else {
                    assertEquals(202, reply.status(), name + " " + verb);
                }
            }
        });

        List<String> all = List.of("start", "cancel", "undo");
        assertEquals(
                Map.ofEntries(Map.entry("validating", all), Map.entry("reviewing", List.of("start", "undo")),
                        Map.entry("ready", List.of("undo")),
                        Map.entry("importing", List.of("cancel", "undo")), Map.entry("completed", List.of("cancel")),
                        Map.entry("unchanged", List.of("cancel", "undo")), Map.entry("rejected", all),
                        Map.entry("cancelled", List.of("start", "undo")),
                        Map.entry("failed", all), Map.entry("undo", List.of("cancel", "undo")),
                        Map.entry("exporting", all), Map.entry("exported", all)),
                refused);
        assertEquals(4, web.dropped().size(), () -> web.dropped().toString());
    }

    @Test
    void whatIsAskedForTooLateIsRefused() {
        HistoryEntry ready = history.ready();
        HistoryEntry completed = history.completed();
        web.clock().advance(Duration.ofDays(8));
        assertEquals("409 EXPIRED", send(ready, "start").problem());
        assertEquals(202, send(completed, "undo").status());

        web.clock().advance(Duration.ofDays(23));

        assertEquals("409 EXPIRED", send(completed, "undo").problem());
        assertEquals(List.of("requests/demo/undo/" + completed.id()), web.dropped());
    }

    @Test
    void anUndoThatWasGivenUpHalfDoneIsAskedForAgain() {
        HistoryEntry completed = history.completed();
        HistoryEntry undo = history.undo(completed, null);
        history.complete(undo, new Counts(1, 0, 7, 7, 0, BigInteger.ZERO, BigInteger.ONE, 0));

        assertEquals(202, send(completed, "undo").status());
        assertEquals(List.of("requests/demo/undo/" + completed.id()), web.dropped());
    }

    @Test
    void anUnknownImportIsNotThere() {
        for (String path : List.of("20261123T100000Z-0000000000/start", "x/start", "20261123T100000Z-0000000000/stop",
                "20261123T100000Z-000000000G/undo", "..%2Fother/undo")) {
            assertEquals("404 NOT_FOUND",
                    web.send(Ask.post("/api/v1/shops/demo/imports/" + path).token(web.writer())).problem());
        }
    }
}
