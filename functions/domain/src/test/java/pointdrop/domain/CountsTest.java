package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {
    private static final RowReader READER = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")),
            Sheet.SHOP, Sheet.TODAY);
    private static final Row BAD_ROW = READER.read(9, List.of("ada@example.com", "one"));

    @Test
    void rowsAreTheSumOfSucceededAndFailed() {
        Counts counts = Counts.of(List.of(Sheet.changed(2, 10, 15),
                Sheet.changed(3, 15, 3), Sheet.changed(4, 3, 7),
                new Outcome.Unchanged(5, Sheet.ADA, 7), new Outcome.Unchanged(6, Sheet.ADA, 7),
                new Outcome.Failed(7, BAD_ROW.problems()), Outcome.Failed.notProcessed(BAD_ROW),
                Outcome.Failed.notProcessed(BAD_ROW)));

        assertEquals(8, counts.rows());
        assertEquals(5, counts.succeeded());
        assertEquals(3, counts.changed());
        assertEquals(2, counts.unchanged());
        assertEquals(3, counts.failed());
        assertEquals(2, counts.notProcessed());
        assertEquals(BigInteger.valueOf(9), counts.pointsAdded());
        assertEquals(BigInteger.valueOf(12), counts.pointsRemoved());
    }

    @Test
    void sumsOfPointsMayLeave64Bits() {
        long most = Customer.MOST_POINTS;
        Counts counts = Counts.of(List.of(Sheet.changed(2, -most, most),
                Sheet.changed(3, most, -most), Sheet.changed(4, -most, most)));

        assertEquals(new BigInteger("16000000000000000000"), counts.pointsAdded());
        assertEquals(BigInteger.valueOf(2 * most), counts.pointsRemoved());
    }

    @Test
    void aRowThatMayHaveBeenAppliedIsNotCountedAsNotProcessed() {
        Row row = READER.read(8, List.of("ada@example.com", "1"));

        Counts counts = Counts.of(List.of(Outcome.Failed.notKnown(row), Outcome.Failed.notKnown(BAD_ROW)));

        assertEquals(new Counts(0, 0, 2, 0, 0).withGivenUp(1, 1), counts);
        assertEquals(2, counts.givenUp());
    }

    @Test
    void aRowThatWasNotProcessedKeepsItsOwnProblems() {
        Outcome.Failed failed = Outcome.Failed.notProcessed(BAD_ROW);

        assertEquals(List.of(
                "NOT_PROCESSED: Row 9 was not processed because of a technical problem. "
                        + "Drop it in again as it is.",
                "POINTS_INVALID: \"one\" is not a whole number. Write digits only, such as 100 or -300."),
                failed.problems().stream().map(Problem::toString).toList());
    }

    @Test
    void aSummaryCountsInvalidRows() {
        Summary summary = new Summary(3, List.of(), 10, 7, "UTF-8", "comma", List.of());

        assertEquals(3, summary.invalidRows());
        assertEquals("Validation passed: 3 columns, 10 data rows", summary.message());
    }
}
