package pointdrop.storage;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LongestCallTest {
    /// No time-out of an HTTP client would: each byte comes in time. Leases rest on it.
    @Test
    @Timeout(30)
    void aCallEndsEvenWhereTheAnswerTricklesIn() throws Exception {
        HttpServer server = DynamoDbServer.serve(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            try (exchange) {
                for (int sent = 0; sent < 1000; sent++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    Thread.sleep(500);
                }
            } catch (IOException | InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        try (DynamoDbClient dynamoDb = DynamoDbServer.client(server)) {
            assertThrows(ApiCallTimeoutException.class, dynamoDb::listTables);
        } finally {
            server.stop(0);
        }
    }
}
