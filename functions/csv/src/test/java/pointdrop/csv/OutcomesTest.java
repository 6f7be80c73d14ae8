package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;
import pointdrop.domain.ProblemCode;

class OutcomesTest {
    private static final List<String> HEADER = List.of("Email", "Reason");
    private static final List<String> CELLS = List.of("", "Goodwill,' =twice");
    private static final EmailAddress ADA = new EmailAddress("ada@example.com");
    private static final Outcome CHANGED = new Outcome.Changed(2, ADA, 1500, 1129);
    private static final Outcome UNCHANGED = new Outcome.Unchanged(3, ADA, 1129);

    /// What the writer writes of rows that all have the same cells.
    private static ByteArrayInputStream written(Outcome... outcomes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutcomesWriter writer = new OutcomesWriter(bytes, Columns.of(Action.ENROLL, HEADER))) {
            for (Outcome outcome : outcomes) {
                writer.write(outcome, CELLS);
            }
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }

    @Test
    void eachRowIsALineWithItsBalancesAndItsReason() throws IOException {
        assertEquals("""
                Row,Outcome,Email,Before,Delta,After,Reason,Error,Email,Reason
                2,changed,ada@example.com,1500,-371,1129,"Goodwill, =twice",
                3,unchanged,ada@example.com,1129,0,1129,"Goodwill, =twice",
                """, new String(Csv.gunzip(written(CHANGED, UNCHANGED)).readAllBytes(), UTF_8).replace("\r\n", "\n"));
    }

    @Test
    void failedRowsAreReadBackWithTheirCells() throws IOException {
        Outcome failed = new Outcome.Failed(4, List.of(new Problem(ProblemCode.EMAIL_MISSING, "None."),
                new Problem(ProblemCode.POINTS_INVALID, "No number.")));

        try (OutcomesReader reader = new OutcomesReader(written(CHANGED, UNCHANGED, failed))) {
            assertEquals(HEADER, reader.header());
            assertEquals(Optional.of(new FailedRow(4, "EMAIL_MISSING: None. | POINTS_INVALID: No number.", CELLS)),
                    reader.nextFailed());
            assertEquals(Optional.empty(), reader.nextFailed());
        }
    }
}
