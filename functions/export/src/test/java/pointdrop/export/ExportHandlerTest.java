package pointdrop.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.EmailAddress;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.Mailbox;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.memory.InMemory;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.Expected;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@ExtendWith(InMemory.class)
class ExportHandlerTest {
    private static final String HEADER = "\uFEFFEmail,Name,Membership Type,Points,Birthday,Created Date\r\n";

    private Deployment deployment;
    private Stores stores;
    private ExportHandler handler;

    @Test
    void aCopyOfARequestIsNone() {
        StoredObject request = deployment.upload("exports/demo/a.json", "{\"email\": \"me@demo.example\"}");

        handler.handleRequest(Events.read(S3Event.class, Events.copy(request)),
                new LambdaContext("ExportFunction", Duration.ofMinutes(15)));

        assertEquals(List.of(), deployment.items(deployment.importsTable()));
    }

    @BeforeEach
    void deploy(Deployment deployment) {
        this.deployment = deployment;
        this.stores = Stores.of(deployment.s3(), deployment.dynamoDb(), new Environment(deployment.environment()),
                Machine.real());
        this.handler = new ExportHandler(Services.of(stores.logging(deployment.log()), deployment.aws().ses()));
    }

    private void deliver(String event) {
        handler.handleRequest(Events.read(S3Event.class, event),
                new LambdaContext("ExportFunction", Duration.ofMinutes(15)));
    }

    private StoredObject drop(String key, String request) {
        StoredObject upload = deployment.upload(key, request);
        deliver(Events.s3(upload));
        return upload;
    }

    private HistoryEntry latest() {
        return stores.imports().history("demo", 1).getFirst();
    }

    private String file() {
        return new String(deployment.data("exports/demo/" + latest().id() + ".csv"), UTF_8);
    }

    private static Map<String, AttributeValue> customer(String shop, String email, Map<String, String> texts) {
        Map<String, AttributeValue> item = new HashMap<>();
        item.put("pk",
                AttributeValue.fromS(String.format(Locale.ROOT, "%s#%02d", shop, new EmailAddress(email).hash() % 32)));
        item.put("email", AttributeValue.fromS(email));
        item.put("points", AttributeValue.fromN("5"));
        texts.forEach((name, text) -> item.put(name, AttributeValue.fromS(text)));
        return item;
    }

    private void put(List<Map<String, AttributeValue>> items) {
        items.forEach(item -> deployment.dynamoDb()
                .putItem(request -> request.tableName(deployment.customersTable()).item(item)));
    }

    @Test
    void customersAreWrittenInTheOrderOfTheirAddresses() throws Exception {
        put(List.of(
                customer("demo", "b@example.com", Map.of("name", "Bob, Jr", "tier", "Gold", "birthday", "01/15")),
                customer("demo", "a@example.com",
                        Map.of("name", "=1+1", "birthday", "1990-01-15", "createdAt", "2024-02-29")),
                customer("demo", "Z@example.com", Map.of()), customer("demo", "\u00e9@example.com", Map.of()),
                customer("other", "c@example.com", Map.of())));

        drop("exports/demo/may.json", "{\"email\": \"me@demo.example\"}");

        assertEquals(HEADER + "Z@example.com,,,5,,\r\na@example.com,'=1+1,,5,1990-01-15,2024-02-29\r\n"
                + "b@example.com,\"Bob, Jr\",Gold,5,01/15,\r\n\u00e9@example.com,,,5,,\r\n", file());
        HistoryEntry export = latest();
        assertEquals("EXPORT COMPLETED export may.json 4 4 0",
                String.format(Locale.ROOT, "%s %s %s %s %d %d %d", export.origin().kind(),
                        export.status(), export.origin().action(), export.origin().file(), export.rows(),
                        export.counts().unchanged(),
                        export.counts().changed()));
        assertEquals(Events.PRINCIPAL, export.origin().by());
        MimeMessage mail = deployment.mailsTo("me@demo.example").getLast();
        assertEquals("Export finished: 4 customers", mail.getSubject());
        assertTrue(Mailbox.text(mail).contains("/d/"), Mailbox.text(mail));
        assertEquals("exports/demo/" + export.id() + ".csv",
                deployment.items(deployment.tokensTable()).getFirst().text("key"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"me@demo.example", "thief@elsewhere.example"})
    void aRequestThatIsExpectedLearnsItsExport(String email) {
        String id = stores.expected().newId();
        String key = "exports/demo/" + id + ".json";
        stores.expected().expect(id, new Expected.Arrival("demo", key, Instant.EPOCH, "content", null));

        drop(key, "{\"email\": \"" + email + "\"}");

        assertEquals(latest().id(), stores.expected().find("demo", id).orElseThrow().importId());
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\\t", "tab", ","})
    void theRequestMaySayTheDelimiter(String delimiter) {
        put(List.of(customer("demo", "a@example.com", Map.of("name", "Eve;=1+2"))));

        drop("exports/demo/may.json", "{\"email\": \"me@demo.example\", \"delimiter\": \"" + delimiter + "\"}");

        String character = delimiter.length() == 1 ? delimiter : "\t";
        String name = character.equals(";") ? "\"Eve;'=1+2\"" : "Eve;'=1+2";
        assertEquals(HEADER.replace(",", character) + String.join(character, "a@example.com", name, "", "5", "", "")
                + "\r\n", file());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"|\"", "\"\"", "5", "null", "[\";\"]", "\";;\""})
    void anUnknownDelimiterIsReportedToTheContact(String delimiter) throws Exception {
        drop("exports/demo/bad.json", "{\"email\": \"me@demo.example\", \"delimiter\": " + delimiter + "}");

        assertEquals(
                "REJECTED The request asks for a delimiter that is not known. Write \"delimiter\": \",\", \";\" or \"tab\" into it, "
                        + "or leave that out, and drop it again.",
                latest().status() + " " + latest().message());
        assertEquals(List.of(), deployment.dataKeys("exports/"));
    }

    @Test
    void aCustomerThatCannotBeReadStandsInTheFileWithWhatCanBeRead() throws Exception {
        Map<String, AttributeValue> odd = customer("demo", "b@example.com",
                Map.of("name", "Bob", "points", "1.5", "createdAt", "2024-01-31T12:00:00Z"));
        put(List.of(customer("demo", "a@example.com", Map.of()), odd, customer("demo", "c@example.com", Map.of())));

        drop("exports/demo/may.json", "{\"email\": \"me@demo.example\"}");

        assertEquals(HEADER + "a@example.com,,,5,,\r\nb@example.com,Bob,,,,\r\nc@example.com,,,5,,\r\n", file());
        assertEquals("3 2 1", String.format(Locale.ROOT, "%d %d %d", latest().rows(), latest().counts().succeeded(),
                latest().counts().failed()));
        String mail = Mailbox.text(deployment.mailsTo("me@demo.example").getLast());
        assertTrue(
                mail.contains("Row 3: Another program stored what cannot be read about the customer \"b@example.com\": "
                        + "points is \"1.5\", createdAt is \"2024-01-31T12:00:00Z\"."),
                mail);
    }

    @Test
    void pagesOfAPartitionAreReadInOrder() {
        put(IntStream.range(0, 1_234).mapToObj(i -> {
            Map<String, AttributeValue> item = customer("demo", String.format(Locale.ROOT, "c%04d@example.com", i),
                    Map.of());
            item.put("pk", AttributeValue.fromS(i % 100 == 0 ? "demo#31" : "demo#07"));
            return item;
        }).toList());

        drop("exports/demo/all.json", "{\"email\": \"me@demo.example\"}");

        List<String> lines = file().lines().skip(1).map(line -> line.substring(0, 5)).toList();
        assertEquals(IntStream.range(0, 1_234).mapToObj(value -> String.format(Locale.ROOT, "c%04d", value)).toList(),
                lines);
    }

    @Test
    void aShopWithoutCustomersGetsAFileWithTheHeader() {
        drop("exports/demo/none.json", "{\"email\": \"me@demo.example\"}");

        assertEquals(HEADER, file());
        assertEquals(0, latest().rows());
    }

    @Test
    void aRedeliveredRequestChangesNothingAndSendsNoMail() throws Exception {
        StoredObject request = drop("exports/demo/may.json", "{\"email\": \"again@demo.example\"}");
        HistoryEntry before = latest();
        put(List.of(customer("demo", "late@example.com", Map.of())));

        deliver(Events.s3(request));

        assertEquals(before, latest());
        assertEquals(HEADER, file());
        assertEquals(1, deployment.mailsTo("again@demo.example").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"me@demo.example\"", "{\"email\": 5}", "{\"email\": \"me\"}",
            "{\"mail\": \"x\"}",
            "{\"email\": {\"email\": \"me@demo.example\"}}"})
    void aMalformedRequestIsReportedToTheContact(String request) throws Exception {
        drop("exports/demo/bad.json", request);

        assertEquals("REJECTED The request does not say where to mail the export to. "
                + "Write {\"email\": \"name@example.com\"} into it and drop it again.",
                latest().status() + " " + latest().message());
        MimeMessage mail = deployment.mailsTo(deployment.contact()).getLast();
        assertEquals("Export rejected", mail.getSubject());
        assertTrue(Mailbox.text(mail).contains(latest().message()), Mailbox.text(mail));
        assertEquals(List.of(), deployment.dataKeys("exports/"));
    }

    @Test
    void anAddressThatIsNotAllowedIsReportedToTheContact() throws Exception {
        drop("exports/demo/bad.json", "{\"email\": \"thief@elsewhere.example\"}");

        assertEquals("REJECTED", latest().status().name());
        assertEquals(1, deployment.mailsTo(deployment.contact()).size());
        assertEquals(0, deployment.mailsTo("thief@elsewhere.example").size());
        assertEquals(List.of(), deployment.dataKeys("exports/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports/nobody/a.json", "exports/a.json", "exports/../demo/a.json"})
    void aRequestForAnUnknownShopIsReportedToTheOperator(String key) throws Exception {
        int before = deployment.mailsTo("pointdrop@example.com").size();

        drop(key, "{\"email\": \"me@demo.example\"}");

        List<MimeMessage> mails = deployment.mailsTo("pointdrop@example.com");
        assertEquals(before + 1, mails.size());
        assertTrue(Mailbox.text(mails.getLast()).contains("No shop is configured for \"" + key),
                Mailbox.text(mails.getLast()));
    }

    @Test
    void anEventOfAnotherBucketIsIgnored() {
        deliver(Events.s3(new StoredObject("kept-uploads", "exports/demo/a.json", "", "etag", 1, Instant.EPOCH)));

        assertEquals(List.of(), deployment.items(deployment.importsTable()));
    }

    @Test
    void theSampleEventIsHandled() throws Exception {
        StoredObject upload = deployment.upload("exports/demo/All customers.json", "{\"email\": \"me@demo.example\"}");

        deliver(Files.readString(Path.of(System.getProperty("pointdrop.home", "."), "events/s3-export.json"))
                .replace("pointdrop-uploads-000000000000-eu-central-1", upload.bucket()));

        assertEquals("All customers.json COMPLETED", latest().origin().file() + " " + latest().status());
    }
}
