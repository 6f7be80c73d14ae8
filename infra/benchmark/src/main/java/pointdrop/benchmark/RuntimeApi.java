package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// Lambda's runtime API for one process and one event (Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes").
final class RuntimeApi implements AutoCloseable {
    private static final String VERSION = "/2018-06-01/runtime/";

    private final byte[] event;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean given = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final CompletableFuture<String> answer = new CompletableFuture<>();

    /// @param event as JSON
    RuntimeApi(String event) throws IOException {
        this.event = event.getBytes(UTF_8);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(VERSION, this::answer);
        server.start();
    }

    /// Host and port, as `AWS_LAMBDA_RUNTIME_API` names them.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Is there once the function has answered; fails with what the function says where it fails.
    CompletableFuture<String> answer() {
        return answer;
    }

    /// Ends the wait for an answer that will not come.
    void fail(String why) {
        answer.completeExceptionally(new IllegalStateException(why));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(VERSION.length());
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (path.equals("invocation/next")) {
                next(exchange);
            } else if (path.endsWith("/response")) {
                answer.complete(body);
                exchange.sendResponseHeaders(202, -1);
            } else {
                fail("The function failed: " + body);
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    /// There is no second event: whoever asks for it waits.
    private void next(HttpExchange exchange) throws IOException {
        if (given.getAndSet(true)) {
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", UUID.randomUUID().toString());
        headers.set("Lambda-Runtime-Deadline-Ms",
                Long.toString(Instant.now().plus(Duration.ofMinutes(5)).toEpochMilli()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn",
                "arn:aws:lambda:eu-central-1:000000000000:function:measured");
        headers.set("Lambda-Runtime-Trace-Id",
                "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0");
        headers.set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
