package pointdrop.validate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.S3Event;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import pointdrop.emulators.Deployment;
import pointdrop.emulators.Events;
import pointdrop.emulators.LambdaContext;
import pointdrop.emulators.StoredObject;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.Calls;
import pointdrop.emulators.memory.MemoryAws;
import pointdrop.mail.FailureLogged;
import pointdrop.mail.Services;
import pointdrop.storage.Environment;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Machine;
import pointdrop.storage.Stores;
import pointdrop.storage.Upload;

/// Whatever a file turns out to be, its download is closed: otherwise a function that is reused runs out of connections.
class DownloadsAreClosedTest {
    private static final long SEED = 12;
    private static final int SIZE_LIMIT = 100_000;
    private static final String UNREADABLE = "unreadable.csv";

    private final MemoryAws aws = new MemoryAws(Calls.undisturbed(), Clock.systemUTC(),
            (call, length) -> call.key().endsWith(UNREADABLE) ? 0 : length);
    private final Deployment deployment = new Deployment(aws, Template.ofProject("test"));
    private final Random random = new Random(SEED);
    private final Stores stores;
    private final ValidateHandler handler;

    DownloadsAreClosedTest() {
        Map<String, String> environment = deployment.environment();
        environment.put("POINTDROP_SIZE_LIMIT", Integer.toString(SIZE_LIMIT));
        this.stores = Stores.of(aws.s3(), aws.dynamoDb(), new Environment(environment), Machine.real());
        this.handler = new ValidateHandler(Services.of(stores, aws.ses()));
    }

    /// How a file is no good.
    private enum Kind {
        WORKBOOK("PK\u0003\u0004"),
        OLD_WORKBOOK("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"),
        GZIP("\u001F\u008B\b"),
        PDF("%PDF-1.7\n"),
        WEB_PAGE("<html>"),
        NUL("Email,Points\nada@example.com,1\u0000"),
        MARKED_AS_UTF_8("\u00EF\u00BB\u00BFEmail,Points\nad\u00E9@example.com,1\n"),
        UNDEFINED_IN_WINDOWS_1252("Email,Points\n\u0081\u008D@example.com,1\n"),
        EMPTY(""),
        BLANK("\n \n,,\n"),
        HEADER_ONLY("Email,Points\n"),
        MISSING_COLUMN("Email,Name\nada@example.com,1\n"),
        TWO_COLUMNS_OF_ONE_MEANING("Email,E-Mail,Points\nada@example.com,1\n"),
        TOO_MANY_COLUMNS("Email,Points" + ",".repeat(300) + "\n"),
        LONG_RECORD("Email,Points\n" + "x".repeat(70_000)),
        UNCLOSED_QUOTE("Email,Points\n\"ada@example.com,1\n"),
        TEXT_AFTER_A_QUOTE("Email,Points\n\"ada\"@example.com,1\n"),
        TOO_LARGE("Email,Points\n" + "ada@example.com,1\n".repeat(SIZE_LIMIT / 16));

        private final String start;

        Kind(String start) {
            this.start = start;
        }

        private boolean isToldByItsFirstBytes() {
            return EnumSet.of(WORKBOOK, OLD_WORKBOOK, GZIP, PDF, WEB_PAGE).contains(this);
        }

        byte[] file(Random random) {
            byte[] any = new byte[isToldByItsFirstBytes() ? random.nextInt(100_000) : 0];
            random.nextBytes(any);
            return (start + new String(any, ISO_8859_1)).getBytes(ISO_8859_1);
        }
    }

    private HistoryEntry drop(String key, byte[] bytes) {
        StoredObject object = deployment.upload(key, bytes, Map.of());
        handler.handleRequest(Events.read(S3Event.class, Events.s3(object)),
                new LambdaContext("ValidateFunction", Duration.ofMinutes(15)));
        Upload upload = new Upload(object.bucket(), object.key(), object.version(), object.time());
        return stores.imports().get(upload.shop(), upload.id());
    }

    @Test
    void fiveHundredFilesThatAreNoGoodLeaveNoDownloadOpen() {
        for (int i = 0; i < 500; i++) {
            Kind kind = Kind.values()[i % Kind.values().length];
            HistoryEntry entry = drop(String.format(Locale.ROOT, "imports/demo/reset-points/%d.csv", i),
                    kind.file(random));

            assertEquals("REJECTED 0 open", entry.status() + " " + aws.buckets().openDownloads() + " open",
                    kind + " " + i);
        }
        HistoryEntry good = drop("imports/demo/reset-points/good.csv",
                "Email,Points\na@example.com,1\n".getBytes(UTF_8));
        assertEquals("IMPORTING 0 open", good.status() + " " + aws.buckets().openDownloads() + " open");
    }

    @Test
    void aFileThatCannotBeReadToItsEndLeavesNoDownloadOpen() {
        byte[] rows = "Email,Points\na@example.com,1\n".getBytes(UTF_8);

        assertThrows(FailureLogged.class, () -> drop("imports/demo/reset-points/" + UNREADABLE, rows));

        assertEquals(0, aws.buckets().openDownloads());
    }
}
