package pointdrop.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import pointdrop.emulators.Emulators;
import pointdrop.emulators.HttpCall;

/// The HTTP API of template.yaml on a port of this machine. It has the platform's events, limits and errors (API Gateway
/// Developer Guide, "Quotas for HTTP APIs"), but no throttles.
final class LocalHttpApi implements AutoCloseable {
    static final int LONGEST_BODY = 10 * 1024 * 1024;

    /// A function, called with an event, both as JSON.
    interface Function {
        String invoke(String event) throws InvocationFailed;
    }

    private final HttpServer server;
    private final int port;
    private final Map<String, Function> routes;

    /// @param routes by their keys, such as `POST /path` and `$default`
    /// @throws IllegalStateException where the port is taken, with a message for a person
    LocalHttpApi(int port, Map<String, Function> routes) throws IOException {
        this.port = port;
        this.routes = routes;
        Emulators.requireFree("the page", port);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /// By number, as the links to S3 are. Cookies belong to one name of a host, and the function compares Origin with this
    /// address, so it has no second one: `localhost` is redirected here.
    static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            answerTo(exchange).send(exchange);
        }
    }

    private HttpAnswer answerTo(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        HttpCall call = new HttpCall(exchange.getRequestMethod(), target(exchange), headers(exchange), body);
        if (!url(port).equals("http://" + call.header("host"))) {
            return otherHost(call);
        }
        if (body.length > LONGEST_BODY) {
            return HttpAnswer.message(413, "Request Too Long");
        }
        try {
            Optional<String> route = route(call);
            return route.isEmpty() ? HttpAnswer.message(404, "Not Found") : invoke(route.get(), call);
        } catch (IllegalArgumentException malformed) {
            return HttpAnswer.message(400, "Bad Request");
        }
    }

    /// A page of another site can have a name that leads to this machine, and must not be read with it.
    private HttpAnswer otherHost(HttpCall call) {
        return call.header("host").equals("localhost:" + port)
                ? new HttpAnswer(307, Map.of("location", url(port) + call.target()), List.of(), new byte[0])
                : HttpAnswer.message(403, "Forbidden");
    }

    private Optional<String> route(HttpCall call) {
        String own = call.method() + " " + call.path();
        return routes.containsKey(own)
                ? Optional.of(own)
                : Optional.of("$default").filter(routes::containsKey);
    }

    private HttpAnswer invoke(String route, HttpCall call) {
        Function function = Objects.requireNonNull(routes.get(route));
        try {
            return HttpAnswer.of(function.invoke(call.event(route, "127.0.0.1", Instant.now())));
        } catch (InvocationFailed failed) {
            Console.log(String.valueOf(failed.getMessage()));
            return failed.getCause() instanceof TimeoutException
                    ? HttpAnswer.message(503, "Service Unavailable")
                    : HttpAnswer.message(500, "Internal Server Error");
        }
    }

    /// As the client wrote it, but for a whole address: `//a` is a path, where a URI would make it a host.
    private static String target(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        String written = uri.toString();
        return written.startsWith("/")
                ? written
                : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    private Map<String, List<String>> headers(HttpExchange exchange) {
        Map<String, List<String>> headers = new HashMap<>(exchange.getRequestHeaders());
        headers.put("X-forwarded-for", List.of("127.0.0.1"));
        headers.put("X-forwarded-port", List.of(Integer.toString(port)));
        headers.put("X-forwarded-proto", List.of("http"));
        return headers;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
