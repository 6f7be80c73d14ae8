package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.FileLinks.FileLink;

/// The links in mails.
@ExtendWith(InMemory.class)
class FilePagesTest {
    private static final String KEY = "exports/demo/1.csv";

    private TestWeb web;
    private String path;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.path = link("<b>customers</b>.csv");
    }

    private String link(String file) {
        return "/d/" + web.stores()
                .fileLinks()
                .create(new FileLink("demo", KEY, file, web.clock().instant().plus(Duration.ofDays(7))));
    }

    @Test
    void openingALinkDownloadsNothing() {
        for (int times = 0; times < 3; times++) {
            Reply page = web.send(Ask.get(path));
            assertEquals(200, page.status());
            assertEquals("", page.header("location"));
            assertTrue(page.body().contains("&lt;b&gt;customers&lt;/b&gt;.csv"), page.body());
            assertFalse(page.body().contains("X-Amz-Signature"), page.body());
        }
        assertEquals(200, web.send(Ask.of("HEAD", path)).status());
    }

    @Test
    void theButtonLeadsToTheFileForAMinute() {
        Reply reply = web.send(Ask.post(path));

        assertEquals(303, reply.status());
        URI url = URI.create(reply.header("location"));
        assertEquals("/" + KEY, url.getPath());
        String query = URLDecoder.decode(url.getRawQuery(), UTF_8);
        assertTrue(query.contains("X-Amz-Expires=60&"), query);
        assertTrue(query.contains("response-content-type=application/octet-stream"), query);
        assertTrue(query.contains("response-content-disposition=attachment;"), query);
        assertTrue(query.contains("response-cache-control=no-store"), query);
        assertEquals(303, web.send(Ask.post(path)).status());
    }

    @Test
    void whoeverHasALinkCanEndIt() {
        String other = link("other.csv");

        assertEquals(204, web.send(Ask.delete(path)).status());
        assertEquals(204, web.send(Ask.delete(path)).status());

        assertEquals("410", web.send(Ask.get(path)).problem());
        assertEquals("410", web.send(Ask.post(path)).problem());
        assertEquals(200, web.send(Ask.get(other)).status());
    }

    @Test
    void noPageTellsWhetherThereEverWasALink() {
        web.send(Ask.delete(path));
        String expired = link("expired.csv");
        web.clock().advance(Duration.ofDays(7));
        String session = "/d/" + web.session().substring(TestWeb.SESSION.length() + 1);

        List<Reply> pages = List.of(path, expired, session, "/d/" + "x".repeat(43))
                .stream()
                .flatMap(link -> List.of(Ask.get(link), Ask.post(link)).stream())
                .map(web::send)
                .toList();

        assertEquals(1, pages.stream().distinct().count(), pages.toString());
        assertEquals("410 text/html; charset=utf-8",
                pages.getFirst().status() + " " + pages.getFirst().header("content-type"));
        assertEquals(200,
                web.send(Ask.get("/api/v1/session").cookie(TestWeb.SESSION + "=" + session.substring(3))).status());
    }

    @Test
    void aTokenIsTakenAsItWasSent() {
        for (String other : List.of(path + "=", path + "/", path + "%00", path.replace("/d/", "/d//"),
                path.substring(0, path.length() - 1),
                "/d/../d/" + path.substring(3), path.replace("/d/", "/D/"))) {
            assertEquals(404, web.send(Ask.get(other)).status(), other);
        }
    }
}
