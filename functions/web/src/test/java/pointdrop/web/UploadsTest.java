package pointdrop.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.RandomInput;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.InMemory;
import pointdrop.storage.Author;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.HistoryEntry.Origin;
import pointdrop.storage.Upload;

/// Links by which files are put.
@ExtendWith(InMemory.class)
class UploadsTest {
    private static final String PATH = "/api/v1/shops/demo/uploads";
    private static final Pattern KEY = Pattern
            .compile("imports/demo/enroll/up_[A-Za-z0-9_-]{22}/([^/\\\\\\p{Cntrl}]+)");

    private static final Pattern HALF = Pattern.compile("\\p{Cs}");

    private TestWeb web;
    private String token;

    @BeforeEach
    void deploy(Deployment deployment) {
        this.web = new TestWeb(deployment);
        this.token = web.writer();
    }

    private static String json(Map<String, ?> fields) {
        try {
            // Halves of characters have no UTF-8.
            return HALF.matcher(JSON.std.asString(fields))
                    .replaceAll(half -> String.format(Locale.ROOT, "\\\\u%04x", (int) half.group().charAt(0)));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Map<String, Object> fields(Object... more) {
        Map<String, Object> fields = new HashMap<>(Map.of("action", "enroll", "file", "may.csv", "size", 12));
        for (int i = 0; i < more.length; i += 2) {
            fields.put(more[i].toString(), more[i + 1]);
        }
        return fields;
    }

    private Reply create(Object... more) {
        return web.send(Ask.post(PATH).token(token).json(json(fields(more))));
    }

    private static URI url(Reply reply) {
        assertEquals(201, reply.status(), reply.body());
        return URI.create(reply.text("url"));
    }

    /// As the signature has it.
    private static String key(Reply reply) {
        return URLDecoder.decode(url(reply).getRawPath().replace("+", "%2B"), UTF_8).substring(1);
    }

    private static Map<String, String> query(Reply reply) {
        return Arrays.stream(url(reply).getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8),
                        (one, two) -> one + two,
                        TreeMap::new));
    }

    private static Set<String> signed(Reply reply) {
        return new TreeSet<>(Arrays.asList(query(reply).getOrDefault("X-Amz-SignedHeaders", "").split(";")));
    }

    private static Set<String> corsHeaders() {
        Template.CorsRule rule = Template.ofProject("test")
                .buckets()
                .stream()
                .filter(bucket -> bucket.name().contains("uploads"))
                .findFirst()
                .orElseThrow()
                .cors()
                .getFirst();
        assertEquals(List.of("PUT"), rule.methods());
        return new TreeSet<>(rule.headers());
    }

    @Test
    void aCallThatMayChangeSomethingIsLoggedByTheFormOfItsPathAndAReadIsNot() {
        create("note", "for ann@demo.example", "notify", "ann@demo.example");
        web.send(Ask.post(PATH).json(json(fields())));
        web.send(Ask.get(PATH + "/up_0123456789abcdefghij-_").token(token));

        assertEquals(List.of("token 201", "null 401"), web.log()
                .all()
                .stream()
                .map(line -> line.get("caller") + " " + line.get("status"))
                .toList());
        // Who is not let in has made up what stands in the path.
        assertEquals(Arrays.asList("demo", null), web.log().all().stream().map(line -> line.get("shop")).toList());
        for (Map<String, Object> line : web.log().all()) {
            assertEquals("POST /api/v1/shops/{shop}/uploads", line.get("route"));
            assertTrue(line.containsKey("requestId") && line.containsKey("apiRequestId"), line.toString());
        }
    }

    @Test
    void aLinkSignsAllThatIsToBeSentAndNothingThatABrowserWouldHaveToAdd() {
        Reply plain = create();
        Reply full = create("sha256", "ab".repeat(32), "review", true, "repeat", true, "note", "For May", "notify",
                "ann@demo.example");

        assertEquals(Set.of("host", "content-length", "content-type", "if-none-match", "x-amz-meta-by"), signed(plain));
        assertEquals(
                Set.of("host", "content-length", "content-type", "if-none-match", "x-amz-checksum-sha256",
                        "x-amz-meta-by",
                        "x-amz-meta-note", "x-amz-meta-notify", "x-amz-meta-review", "x-amz-meta-repeat"),
                signed(full));
        assertEquals(Set.of("X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Expires", "X-Amz-Signature",
                "X-Amz-SignedHeaders"), query(full).keySet());
        assertEquals("900", query(full).get("X-Amz-Expires"));
        for (Reply reply : List.of(plain, full)) {
            Set<String> sent = new HashSet<>(signed(reply));
            sent.removeAll(Set.of("host", "content-length"));
            assertEquals(sent, reply.map("headers").keySet());
        }
        assertEquals(corsHeaders(), full.map("headers")
                .keySet()
                .stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new)));
        Map<String, String> headers = full.map("headers");
        assertEquals("text/csv * token ci ann@demo.example yes yes For May",
                String.join(" ", headers.get("content-type"), headers.get("if-none-match"),
                        headers.get("x-amz-meta-by"),
                        headers.get("x-amz-meta-notify"), headers.get("x-amz-meta-review"),
                        headers.get("x-amz-meta-repeat"),
                        headers.get("x-amz-meta-note")));
        assertEquals("q6urq6urq6urq6urq6urq6urq6urq6urq6urq6urq6s=", headers.get("x-amz-checksum-sha256"));
    }

    @Test
    void anOperatorGetsTheMail() {
        Reply reply = web.send(Ask.post(PATH).cookie(web.session()).fromPage().body(json(fields())));

        assertEquals(web.deployment().contact(), reply.map("headers").get("x-amz-meta-notify"));
        assertEquals(web.deployment().contact(), reply.map("headers").get("x-amz-meta-by"));
    }

    @ParameterizedTest
    @CsvSource({"may.csv,may.csv", "../../../etc/passwd,passwd", "C:\\data\\may.csv,may.csv", "..,upload.csv",
            ".,upload.csv", "/,upload.csv",
            "'',upload.csv", "' ',upload.csv", "a/..,upload.csv", ".\u200B.,upload.csv", "Ma\u0308rz.csv,M\u00E4rz.csv",
            "a\u202Evsc.exe,avsc.exe", "a%2Fb%5Cc.csv,a%2Fb%5Cc.csv", "a\u0000b\u0007.csv,ab.csv",
            "50% ?#&+.csv,50% ?#&+.csv", ".htaccess,.htaccess",
            "a\uD800b,ab", "a\u2028b,ab", "imports/other/enroll/a.csv,a.csv"})
    void aFileHasTheLastPartOfItsName(String name, String file) {
        String key = key(create("file", name));

        assertEquals(file, key.substring(key.lastIndexOf('/') + 1));
        assertTrue(KEY.matcher(key).matches(), key);
    }

    @Test
    void aNameThatIsTooLongIsAnother() {
        assertTrue(key(create("file", "a".repeat(200))).endsWith("/" + "a".repeat(200)));
        assertTrue(key(create("file", "a".repeat(201))).endsWith("/upload.csv"));
        assertTrue(key(create("file", "\u00E4".repeat(101))).endsWith("/upload.csv"));
        assertEquals("400 REQUEST_INVALID", create("file", "a".repeat(1_001)).problem());
    }

    @Test
    void noNameLeavesItsFolder() {
        RandomInput.check(500,
                random -> random.text(
                        "a./\\ \u0000\n\t\u007F\u0085\u202E\u2066\u200B\uFEFFe\u0301\u212B\u2044\uFF0F%25Ff?#&+=;:\"'<>*|~$"
                                + "\uD83C\uDF81\uD800\uDC00\u2028C:",
                        0, 300),
                name -> {
                    String key = key(create("file", name));
                    assertTrue(KEY.matcher(key).matches(), key);
                    String file = key.substring(key.lastIndexOf('/') + 1);
                    assertTrue(Normalizer.isNormalized(file, Normalizer.Form.NFC) && file.getBytes(UTF_8).length <= 200,
                            key);
                    assertTrue(file.codePoints()
                            .noneMatch(c -> Character.getType(c) == Character.FORMAT || Character.isISOControl(c)),
                            key);
                });
    }

    /// The note of a file that is put with these headers.
    private Optional<String> note(Map<String, String> headers) {
        Map<String, String> metadata = new HashMap<>();
        headers.forEach((name, value) -> {
            if (name.startsWith("x-amz-meta-")) {
                metadata.put(name.substring("x-amz-meta-".length()), value);
            }
        });
        StoredObject object = web.deployment()
                .upload("imports/demo/enroll/up_x/a.csv", "Email".getBytes(UTF_8), metadata);
        return web.stores()
                .uploads()
                .details(new Upload(object.bucket(), object.key(), object.version(), object.time()))
                .note();
    }

    @ParameterizedTest
    @ValueSource(strings = {"For May", "M\u00E4rz: \u20AC 5 \uD83C\uDF81", "=?UTF-8?Q?M=C3=A4rz?=", "a =? b ?=",
            "50% \"off\" <b>; a,b\\c", "=", "?="})
    void aNoteIsReadAsItWasWritten(String note) {
        assertEquals(Optional.of(note), note(create("note", note).map("headers")));
    }

    @Test
    void aNoteIsOneLineOfAscii() {
        RandomInput.check(300,
                random -> random.text("ab =?_QB:\r\n\t\u0000\u0085\u2028\u00E4\u20AC\uD83C\uDF81", 0, 100), note -> {
                    Map<String, String> headers = create("note", note).map("headers");
                    headers.values().forEach(value -> assertTrue(value.matches("[ -~]+"), value));
                    String expected = note.replaceAll("[\\p{Cc}\\u2028]+", " ").strip();
                    assertEquals(Optional.of(expected).filter(text -> !text.isEmpty()), note(headers));
                });
    }

    /// S3 takes 2 KB of metadata, names included.
    @Test
    void theLongestNoteFitsIntoTheMetadata() {
        String note = "\uD83C\uDF81".repeat(200);
        Map<String, String> headers = create("note", note, "notify", "a".repeat(64) + "@demo.example", "review", true,
                "repeat", true).map("headers");

        int size = headers.entrySet()
                .stream()
                .filter(header -> header.getKey().startsWith("x-amz-meta-"))
                .mapToInt(header -> header.getKey().length() - "x-amz-meta-".length() + header.getValue().length())
                .sum();
        assertTrue(size <= 2_048, () -> "It has " + size + " bytes.");
        assertEquals(Optional.of(note), note(headers));
        assertEquals("400 REQUEST_INVALID", create("note", note + "!").problem());
    }

    @Test
    void mailsGoToWhomTheShopAllows() {
        for (String address : List.of("ann@evil.example", "ann", "ann@demo.example.evil",
                "ann@demo.example\r\nBcc: x@evil.example",
                "@demo.example", "ann@demo.example, x@evil.example")) {
            assertEquals("400 RECIPIENT_NOT_ALLOWED", create("notify", address).problem(), address);
        }
        assertEquals("ann@demo.example",
                create("notify", " ANN@Demo.Example ").map("headers").get("x-amz-meta-notify"));
        assertEquals(Set.of("x-amz-meta-by"), create("notify", " ").map("headers")
                .keySet()
                .stream()
                .filter(name -> name.startsWith("x-amz-meta-"))
                .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"action|\"undo\"|400 ACTION_UNKNOWN", "action|\"../other\"|400 ACTION_UNKNOWN",
            "action|1|400 REQUEST_INVALID",
            "action|null|400 REQUEST_INVALID", "file|null|400 REQUEST_INVALID", "file|[\"a\"]|400 REQUEST_INVALID",
            "size|0|400 REQUEST_INVALID", "size|-1|400 REQUEST_INVALID", "size|\"12\"|400 REQUEST_INVALID",
            "size|1.5|400 REQUEST_INVALID",
            "size|1e3|400 REQUEST_INVALID", "size|12.0|400 REQUEST_INVALID",
            "size|9223372036854775808|400 REQUEST_INVALID",
            "size|9223372036854775807|413 FILE_TOO_LARGE", "size|1073741825|413 FILE_TOO_LARGE", "size|1073741824|201",
            "size|true|400 REQUEST_INVALID",
            "sha256|\"\"|400 REQUEST_INVALID", "sha256|\"ab\"|400 REQUEST_INVALID",
            "sha256|\"q6ur\"|400 REQUEST_INVALID",
            "review|\"yes\"|400 REQUEST_INVALID", "review|1|400 REQUEST_INVALID", "repeat|{}|400 REQUEST_INVALID",
            "note|1|400 REQUEST_INVALID",
            "notify|[]|400 REQUEST_INVALID", "review|null|201", "unknown|{\"a\":[]}|201"})
    void aFieldIsWhatTheContractSays(String name, String value, String answer) {
        Map<String, Object> fields = fields();
        fields.remove(name);
        String rest = json(fields);
        Ask ask = Ask.post(PATH).token(token).json("{\"%s\":%s,%s".formatted(name, value, rest.substring(1)));

        assertEquals(answer, web.send(ask).problem());
    }

    private static Origin origin(Reply created) {
        return new Origin(Kind.IMPORT, "demo", "20261123T234205Z-2a6c41d07a", "enroll", key(created), null,
                Instant.EPOCH, null, new Author(null, null), null);
    }

    @Test
    void anUploadSaysWhatBecameOfIt() {
        Reply created = create();
        String path = created.header("location");
        assertEquals("%s/%s".formatted(PATH, created.text("uploadId")), path);
        Ask ask = Ask.get(path).token(token);
        assertEquals("waiting 1", web.send(ask).text("state") + " " + web.send(ask).header("retry-after"));

        StoredObject object = web.deployment().upload(key(created), "Email");
        assertEquals("received", web.send(ask).text("state"));
        web.stores()
                .expected()
                .arrived(new Upload(object.bucket(), object.key(), object.version(), object.time()),
                        web.stores().imports().begin(origin(created)));

        Reply imported = web.send(ask);
        assertEquals("imported 20261123T234205Z-2a6c41d07a", imported.text("state") + " " + imported.text("importId"));
        assertEquals("", imported.header("retry-after"));
    }

    @Test
    void anUploadExpiresWithItsLink() {
        Reply created = create();
        Ask ask = Ask.get(created.header("location")).token(token);
        web.clock().advance(Duration.ofMinutes(15).plusSeconds(1));
        assertEquals("expired", web.send(ask).text("state"));
        web.clock().advance(Duration.ofDays(7));
        assertEquals("404 NOT_FOUND", web.send(ask).problem());
    }
}
