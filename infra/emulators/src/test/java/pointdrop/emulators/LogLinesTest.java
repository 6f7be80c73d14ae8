package pointdrop.emulators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {
    private static final String TOKEN = "aB3-_".repeat(8) + "xyz";

    private final LogLines log = new LogLines();

    @Test
    void aLineThatTellsWhatIsPersonalFailsTheTestThatWritesIt() {
        for (String personal : List.of("ada@example.com", "ada%40example.com", "june.csv", "imports/demo/enroll/june",
                "exports/demo/all", "requests/demo/undo/1", TOKEN, "aBcDe".repeat(8) + "xyz", "-" + TOKEN.substring(1),
                "pdt_" + TOKEN, "/link/" + TOKEN, "Ada", "x-Ada", "For May",
                "Zo\u00EB", "AWS:AIDAEXAMPLE")) {
            String line = "{\"message\":\"It tells " + personal + "\"}";
            assertThrows(AssertionError.class, () -> log.accept(line), personal);
        }
    }

    @Test
    void aLineThatIsNoObjectFailsTheTestThatWritesIt() {
        for (String line : List.of("A text", "\"A text\"", "[]", "{\"message\":\"It ends", "")) {
            assertThrows(AssertionError.class, () -> log.accept(line), line);
        }
    }

    @Test
    void idsFormsOfPathsAndNamesOfClassesAreNotPersonal() {
        List<String> told = List.of("ab".repeat(32), "POST /api/v1/shops/{shop}/imports/{importId}/undo",
                "GET /api/v1/shops/{shop}/exports", "pointdrop.csv.RowReader.next:12",
                "ForkJoinPoolHierarchicalTestExecutorService.java:140",
                "0f8fad5b-d9cb-469f-a165-70867728950e", "Adapter");
        told.forEach(field -> log.accept("{\"field\":\"" + field + "\"}"));
        assertEquals(told, log.all().stream().map(line -> line.get("field")).toList());
    }
}
