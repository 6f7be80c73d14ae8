package pointdrop.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.Counts;
import pointdrop.domain.Rejection;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request.Verb;

/// The history, and one entry of it.
@ExtendWith(InMemory.class)
class HistoryTest {
    private static final String PATH = "/api/v1/shops/demo/imports";

    private TestWeb web;
    private History history;
    private String token;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.history = new History(web, "demo");
        this.token = web.reader();
    }

    private Ask ask(String rest) {
        return Ask.get(PATH + rest).token(token);
    }

    private Reply show(HistoryEntry entry) {
        return web.send(ask("/" + entry.id()));
    }

    @Test
    void anEntryTellsAllThatIsKnown() {
        HistoryEntry ready = history.ready();
        history.refused(ready, Verb.UNDO);

        Reply entry = show(ready);

        assertEquals("import READY add-points may.csv For May Ann",
                Stream.of("kind", "status", "action", "file", "note", "by")
                        .map(entry::text)
                        .collect(Collectors.joining(" ")));
        assertEquals(Map.of("chunks", 1, "closed", 1), entry.json().get("progress"));
        assertTrue(entry.text("preview").contains("ann@a.example"), entry.body());
        assertTrue(entry.text("lastRequest").contains("outcome=refused, reason=STATUS_WRONG"), entry.body());
        assertEquals(1, entry.list("problems").size());
    }

    @Test
    void anEntryTellsWhatItConsumedAndWhatItsReviewDid() {
        Map<String, Object> completed = show(history.completed()).json();
        Object projected = show(history.ready()).json().get("projected");

        for (String sum : List.of("writeUnits", "readUnits", "megabyteMillis")) {
            assertTrue(completed.get(sum) instanceof Number, sum);
            assertTrue(projected instanceof Map<?, ?> sums && sums.get(sum) instanceof Number, sum);
        }
        assertTrue(completed.get("writeUnits") instanceof Number units && units.doubleValue() > 0);
    }

    @Test
    void anEntryInAListHasNoProblemsAndNoPreview() {
        HistoryEntry ready = history.ready();
        history.refused(ready, Verb.UNDO);

        Map<String, Object> item = web.send(ask("")).list("items").getFirst();

        for (String field : List.of("problems", "preview", "lastRequest")) {
            assertFalse(item.containsKey(field), field);
        }
    }

    @Test
    void anEntryIsShownInEachStatus() {
        HistoryEntry undone = history.completed();
        HistoryEntry undo = history.undo(undone, null);
        List<HistoryEntry> moving = List.of(history.validating(), history.reviewing(), history.importing(),
                history.started(), history.exporting(), undo);
        List<HistoryEntry> resting = List.of(history.ready(), history.cancelled(), history.completed(),
                history.failed(), history.exported(),
                undone, history.rejected(Rejection.Code.ALREADY_IMPORTED,
                        "It was imported as 20261123T100000Z-000000fde3 before."));
        for (HistoryEntry entry : moving) {
            assertEquals("2", show(entry).header("retry-after"), entry.status().toString());
        }
        for (HistoryEntry entry : resting) {
            assertEquals("", show(entry).header("retry-after"), entry.status().toString());
        }
        assertEquals("20261123T100000Z-000000fde3", show(resting.getLast()).text("earlier"));
        assertEquals(undo.id(), show(undone).text("undoneBy"));
        assertEquals(undone.id(), show(undo).text("undoes"));
        assertFalse(show(undone).json().containsKey("undoUntil"));
        assertTrue(show(resting.get(2)).json().containsKey("undoUntil"));
        assertEquals(moving.size() + resting.size(), web.send(ask("")).list("items").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"x\", %s", "*"})
    void anEntryThatHasNotChangedIsNotSentAgain(String form) {
        HistoryEntry entry = history.importing();
        Reply first = show(entry);
        Ask ask = ask("/" + entry.id()).with("If-None-Match", form.formatted(first.header("etag")));

        Reply same = web.send(ask);
        assertEquals("304 " + first.header("etag") + " 2",
                same.status() + " " + same.header("etag") + " " + same.header("retry-after"));

        history.complete(entry, Counts.NONE);
        if (!form.equals("*")) {
            Reply changed = web.send(ask);
            assertEquals(200, changed.status());
            assertNotEquals(first.header("etag"), changed.header("etag"));
        }
        assertEquals(200, web.send(ask("/" + entry.id()).with("If-None-Match", "\"x\"")).status());
    }

    /// Else the tag would change with the machine that answers.
    @Test
    void fieldsHaveAnOrder() {
        Reply importing = show(history.importing());
        assertTrue(importing.body().contains("\"progress\":{\"chunks\":1,\"closed\":0}"), importing.body());
    }

    @Test
    void pagesMeetWithoutAGapOrARepetition() {
        List<String> ids = new ArrayList<>();
        for (int count = 0; count < 23; count++) {
            ids.addFirst(count % 3 == 0 ? history.exporting().id() : history.validating().id());
        }
        for (String limit : List.of("1", "7", "22", "23", "24", "100")) {
            List<String> read = new ArrayList<>();
            Reply page = web.send(ask("?limit=" + limit));
            while (true) {
                page.list("items").forEach(item -> read.add(String.valueOf(item.get("id"))));
                if (!page.json().containsKey("next")) {
                    break;
                }
                assertEquals(Integer.parseInt(limit), page.list("items").size());
                page = web.send(ask("?limit=" + limit + "&before=" + page.text("next")));
            }
            assertEquals(ids, read, limit);
        }
        assertEquals(20, web.send(ask("")).list("items").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=-1", "limit=1.5", "limit=x", "limit=", "limit=1e1",
            "limit=99999999999", "limit=5&limit=6",
            "before=x", "before=", "before=20261123T100000Z-000000000G", "before=demo%23requests", "limit=%D9%A1",
            "limit=+5"})
    void aPageThatIsNotUnderstoodIsRefused(String query) {
        assertEquals("400 REQUEST_INVALID", web.send(ask("?" + query)).problem());
    }

    @Test
    void anUnknownParameterIsIgnored() {
        assertEquals(200, web.send(ask("?page=2&limit=5")).status());
    }
}
