package pointdrop.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import pointdrop.emulators.Emulators;

/// Takes Lambda's `Invoke` call, so that any event can be delivered again:
/// `aws lambda invoke --function-name ValidateFunction --payload file://event.json out`. With `--invocation-type Event` it is tried again and
/// given up as an event of S3 is.
final class InvokeEndpoint implements AutoCloseable {
    private static final Pattern INVOKE = Pattern.compile("/2015-03-31/functions/(?<name>[^/]+)/invocations");

    private final HttpServer server;
    private final Map<String, LocalFunction> functions;
    private final Map<String, AsynchronousCalls> asynchronous;

    InvokeEndpoint(int port, Map<String, LocalFunction> functions, Map<String, AsynchronousCalls> asynchronous)
            throws IOException {
        this.functions = functions;
        this.asynchronous = asynchronous;
        Emulators.requireFree("Lambda", port);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher path = INVOKE.matcher(exchange.getRequestURI().getPath());
            LocalFunction function = path.matches() ? functions.get(path.group("name")) : null;
            if (function == null) {
                reply(exchange, 404, "{\"Message\": \"There is no such function; known are %s\"}"
                        .formatted(String.join(", ", functions.keySet())));
                return;
            }
            String event = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if ("Event".equals(exchange.getRequestHeaders().getFirst("X-Amz-Invocation-Type"))) {
                AsynchronousCalls calls = Objects.requireNonNull(asynchronous.get(path.group("name")));
                calls.execute(() -> calls.deliver(event));
                reply(exchange, 202, "");
                return;
            }
            try {
                reply(exchange, 200, function.invoke(event));
            } catch (InvocationFailed failed) {
                Console.log(String.valueOf(failed.getMessage()));
                exchange.getResponseHeaders().set("X-Amz-Function-Error", "Unhandled");
                reply(exchange, 200, "{\"errorMessage\": \"The function failed; see the log of the stack\"}");
            }
        }
    }

    private static void reply(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
