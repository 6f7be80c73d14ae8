package pointdrop.benchmark;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import pointdrop.domain.EmailAddress;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// Customers of the shop `demo`, numbered from 0, and files about them.
///
/// @param customers how many it has
record DemoShop(int customers) {
    /// The most items that BatchWriteItem takes.
    private static final int BATCH = 25;

    /// Their items as no import has changed them yet.
    Stream<Map<String, AttributeValue>> items() {
        return IntStream.range(0, customers).mapToObj(DemoShop::item);
    }

    private static Map<String, AttributeValue> item(int number) {
        EmailAddress email = new EmailAddress(email(number));
        return Map.of("pk", AttributeValue.fromS(String.format(Locale.ROOT, "demo#%02d", email.hash() % 32)), "email",
                AttributeValue.fromS(email.value()), "name", AttributeValue.fromS("Customer number " + number),
                "points", AttributeValue.fromN(Integer.toString(number % 1000)), "tier", AttributeValue.fromS("Gold"),
                "birthday", AttributeValue.fromS("1990-01-15"), "createdAt", AttributeValue.fromS("2024-02-29"));
    }

    private static String email(int number) {
        return "customer" + number + "@example.com";
    }

    /// Puts them all, in place of what the table has.
    void fill(DynamoDbClient dynamoDb, String table) {
        IntStream.range(0, Math.ceilDiv(customers, BATCH)).parallel().forEach(batch -> {
            List<WriteRequest> writes = IntStream.range(batch * BATCH, Math.min((batch + 1) * BATCH, customers))
                    .mapToObj(number -> WriteRequest.builder().putRequest(put -> put.item(item(number))).build())
                    .toList();
            dynamoDb.batchWriteItem(request -> request.requestItems(Map.of(table, writes)));
        });
    }

    /// Writes a file with a row for each of them that changes the balance, whichever action reads it.
    Path file(Path folder) throws IOException {
        Path file = folder.resolve("points-of-" + customers + ".csv");
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("Email,Points\n");
            for (int number = 0; number < customers; number++) {
                out.write(email(number) + "," + (number % 1000 + 1) + "\n");
            }
        }
        return file;
    }
}
