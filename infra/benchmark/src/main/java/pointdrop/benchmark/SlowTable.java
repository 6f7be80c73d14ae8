package pointdrop.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonNodeParser;

/// The Customers table as far as an import calls it, behind HTTP in a process of its own: each answer comes after a fixed time, as from AWS,
/// and costs the caller no more than its bytes. Every customer that is asked for exists, and no condition fails; nothing is kept.
///
/// Arguments: the milliseconds before an answer. Prints its port, and ends with its standard input.
final class SlowTable {
    private static final JsonNodeParser PARSER = JsonNode.parser();
    private static final byte[] UPDATED = "{\"ConsumedCapacity\":{\"TableName\":\"customers\",\"CapacityUnits\":1.0}}"
            .getBytes(UTF_8);
    /// As imports leave them: changed once before.
    private static final String CUSTOMER = """
            "name":{"S":"Customer of the stub"},"points":{"N":"1000"},"tier":{"S":"Gold"},"birthday":{"S":"1990-01-15"},\
            "createdAt":{"S":"2024-02-29"},"setBy":{"S":"20260101T000000Z-0123456789"},"rev":{"N":"2"},"recent":{"L":[{"M":{\
            "import":{"S":"20260101T000000Z-0123456789"},"at":{"S":"2126-01-01T00:00:00Z"},"delta":{"N":"1000"},"before":{"N":"0"},\
            "name":{"S":"Customer of the stub"},"tier":{"S":"Gold"},"birthday":{"S":"1990-01-15"}}}]}}""";

    private final Duration delay;

    private SlowTable(Duration delay) {
        this.delay = delay;
    }

    public static void main(String[] arguments) throws IOException {
        SlowTable table = new SlowTable(Duration.ofMillis(Long.parseLong(arguments[0])));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", table::answer);
        server.start();
        System.out.println(server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Until the process that started this one ends.
        }
        server.stop(0);
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
            byte[] request = exchange.getRequestBody().readAllBytes();
            byte[] answer = switch (operation) {
                case "UpdateItem" -> UPDATED;
                case "BatchGetItem" -> found(request);
                default -> throw new UnsupportedOperationException(operation);
            };
            Thread.sleep(delay);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] found(byte[] request) {
        Map.Entry<String, JsonNode> table = field(PARSER.parse(request), "RequestItems").asObject()
                .entrySet()
                .iterator()
                .next();
        List<String> items = field(table.getValue(), "Keys").asArray().stream().map(SlowTable::customer).toList();
        return ("{\"Responses\":{\"" + table.getKey() + "\":[" + String.join(",", items)
                + "]},\"UnprocessedKeys\":{},\"ConsumedCapacity\":[{\"TableName\":\"customers\",\"CapacityUnits\":"
                + items.size() + "}]}").getBytes(UTF_8);
    }

    private static String customer(JsonNode key) {
        return "{\"pk\":{\"S\":\"" + text(key, "pk") + "\"},\"email\":{\"S\":\"" + text(key, "email") + "\"},"
                + CUSTOMER;
    }

    private static String text(JsonNode key, String attribute) {
        return field(field(key, attribute), "S").asString();
    }

    private static JsonNode field(JsonNode object, String name) {
        return Objects.requireNonNull(object.asObject().get(name));
    }
}
