package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import pointdrop.emulators.Emulators;

/// Requests are written byte for byte: clients would mend what they are to show.
class LocalHttpApiTest {
    private static final String OK = "{\"statusCode\": 200, \"body\": \"ok\"}";

    private final int port = Emulators.Ports.free().web();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private LocalHttpApi.Function answer = _ -> OK;
    private LocalHttpApi api;

    @BeforeEach
    void start() throws IOException {
        LocalHttpApi.Function function = event -> {
            events.add(read(event));
            return answer.invoke(event);
        };
        api = new LocalHttpApi(port, Map.of("$default", function, "POST /api/v1/sign-in", function));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    private static Map<String, Object> read(String json) {
        try {
            return JSON.std.mapFrom(json);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String send(String start, byte[] body, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(start + " HTTP/1.1"));
        if (Arrays.stream(headers).noneMatch(header -> header.startsWith("Host:"))) {
            lines.add("Host: 127.0.0.1:" + port);
        }
        lines.addAll(List.of(headers));
        lines.addAll(List.of("Connection: close", "Content-Length: " + body.length, "", ""));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(String.join("\r\n", lines).getBytes(UTF_8));
            socket.getOutputStream().write(body);
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    private String send(String start, String... headers) throws IOException {
        return send(start, new byte[0], headers);
    }

    private static void assertStatus(int status, String response) {
        assertTrue(response.startsWith("HTTP/1.1 " + status + " "), response);
    }

    private Object context(String... path) {
        Object place = events.getLast().get("requestContext");
        for (String name : path) {
            place = ((Map<?, ?>) Objects.requireNonNull(place)).get(name);
        }
        return Objects.requireNonNull(place);
    }

    @Test
    void aRequestBecomesAnEvent() throws IOException {
        String response = send("PUT /a/b?x=1&y=%20z&x=2", "{}".getBytes(UTF_8), "Cookie: a=1; b=2", "X-Twice: one",
                "X-Twice: two", "User-Agent: test", "Content-Type: application/json");

        assertStatus(200, response);
        assertTrue(response.endsWith("\r\n\r\nok"), response);
        Map<String, Object> event = events.getLast();
        assertEquals(Map.of("version", "2.0", "routeKey", "$default", "rawPath", "/a/b", "rawQueryString",
                "x=1&y=%20z&x=2", "body", "{}", "isBase64Encoded", false, "cookies", List.of("a=1", "b=2"),
                "queryStringParameters", Map.of("x", "1,2", "y", " z")), without(event, "headers", "requestContext"));
        Map<?, ?> headers = (Map<?, ?>) Objects.requireNonNull(event.get("headers"));
        assertEquals("one,two", headers.get("x-twice"));
        assertEquals("127.0.0.1:" + port, headers.get("host"));
        assertFalse(headers.containsKey("cookie"), headers.toString());
        assertEquals(
                Map.of("method", "PUT", "path", "/a/b", "protocol", "HTTP/1.1", "sourceIp", "127.0.0.1", "userAgent",
                        "test"),
                context("http"));
        assertEquals("$default", context("stage"));
    }

    private static Map<String, Object> without(Map<String, Object> map, String... names) {
        Map<String, Object> rest = new java.util.TreeMap<>(map);
        rest.keySet().removeAll(List.of(names));
        return rest;
    }

    @ParameterizedTest
    @CsvSource({"/a%20b,/a b", "/a%2520b,/a%20b", "/a%2Fb,/a/b", "/a%3Fb,/a", "/a+b,/a+b", "//host/a,//host/a",
            "/%C3%A9,/é", "/a/../b,/a/../b", "http://127.0.0.1/c,/c"})
    void aPathIsDecodedOnce(String written, String path) throws IOException {
        assertStatus(200, send("GET " + written));
        assertEquals(path, events.getLast().get("rawPath"));
    }

    @ParameterizedTest
    @CsvSource({"GET,$default", "POST,POST /api/v1/sign-in", "OPTIONS,$default"})
    void aRouteOfItsOwnGoesFirst(String method, String route) throws IOException {
        assertStatus(200, send(method + " /api/v1/sign-in"));
        assertEquals(route, events.getLast().get("routeKey"));
    }

    @ParameterizedTest
    @CsvSource({"text/plain,false", "application/json;charset=utf-8,false", "application/problem+json,false",
            "application/x-www-form-urlencoded,true", "image/png,true"})
    void aBodyThatIsNoTextIsInBase64(String type, boolean base64) throws IOException {
        assertStatus(200, send("POST /", "a=é".getBytes(UTF_8), "Content-Type: " + type));
        assertEquals(base64, events.getLast().get("isBase64Encoded"));
        assertEquals(base64 ? Base64.getEncoder().encodeToString("a=é".getBytes(UTF_8)) : "a=é",
                events.getLast().get("body"));
    }

    @Test
    void anAnswerBecomesAResponse() throws IOException {
        answer = _ -> """
                {"statusCode": 201, "headers": {"X-One": "1", "Content-Length": "77"}, "cookies": ["a=1; Secure", "b=2"],
                 "body": "w6k=", "isBase64Encoded": true}""";
        String response = send("GET /");
        assertStatus(201, response);
        for (String line : List.of("X-one: 1", "Set-cookie: a=1; Secure", "Set-cookie: b=2", "Content-length: 2")) {
            assertTrue(response.contains(line + "\r\n"), response);
        }
        assertTrue(response.endsWith("\r\n\r\né"), response);
    }

    @Test
    void anAnswerToHeadHasNoBody() throws IOException {
        String response = send("HEAD /");
        assertStatus(200, response);
        assertTrue(response.endsWith("\r\n\r\n"), response);
        assertEquals("HEAD", context("http", "method"));
    }

    @Test
    void aFunctionThatFailsIsAnErrorWithoutItsReason() throws IOException {
        answer = _ -> {
            throw new InvocationFailed("secret", new IllegalStateException("secret"));
        };
        String failed = send("GET /");
        assertStatus(500, failed);
        assertTrue(failed.endsWith("{\"message\":\"Internal Server Error\"}"), failed);
        answer = _ -> {
            throw new InvocationFailed("late", new TimeoutException());
        };
        assertStatus(503, send("GET /"));
    }

    @Test
    void anAnswerThatIsTooLargeOrMalformedIsAnError() throws IOException {
        for (String wrong : List.of("{\"statusCode\": 200, \"body\": \"" + "x".repeat(HttpAnswer.LONGEST) + "\"}",
                "null",
                "{\"statusCode\": 0}", "{\"statusCode\": \"200\"}", "{\"statusCode\": 200, \"body\": 7}",
                "{\"statusCode\": 200, \"isBase64Encoded\": true, \"body\": \"?\"}", "no JSON")) {
            answer = _ -> wrong;
            assertStatus(500, send("GET /"));
        }
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws IOException {
        assertStatus(200, send("POST /", new byte[LocalHttpApi.LONGEST_BODY], "Content-Type: text/plain"));
        assertStatus(413, send("POST /", new byte[LocalHttpApi.LONGEST_BODY + 1]));
        assertEquals(1, events.size());
    }

    @Test
    void aNameThatIsNotItsOwnDoesNotReachTheFunction() throws IOException {
        assertStatus(403, send("GET /", "Host: evil.example:" + port));
        assertStatus(403, send("GET /", "Host: 127.0.0.1"));
        String elsewhere = send("GET /a?b", "Host: localhost:" + port);
        assertStatus(307, elsewhere);
        assertTrue(elsewhere.contains("Location: http://127.0.0.1:" + port + "/a?b\r\n"), elsewhere);
        assertEquals(List.of(), events);
    }

    @Test
    void whatHasNoRouteIsNotFound() throws IOException {
        api.close();
        api = new LocalHttpApi(port, Map.of());
        String response = send("GET /");
        assertStatus(404, response);
        assertTrue(response.endsWith("{\"message\":\"Not Found\"}"), response);
    }

    @Test
    void otherHostsDoNotReachIt() throws IOException {
        List<InetAddress> addresses = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .toList();
        for (InetAddress address : addresses) {
            try (Socket socket = new Socket()) {
                assertThrows(IOException.class, () -> socket.connect(new InetSocketAddress(address, port), 1000));
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        IllegalStateException refused = assertThrows(IllegalStateException.class,
                () -> new LocalHttpApi(port, Map.of()));
        assertTrue(String.valueOf(refused.getMessage()).contains("Port " + port + ", for the page, is taken"),
                refused.getMessage());
    }
}
