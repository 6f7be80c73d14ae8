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

class ErrorReportTest {

    private static String report(List<String> header, FailedRow... rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ErrorReport report = new ErrorReport(bytes, Columns.of(Action.ADD_POINTS, header))) {
            for (FailedRow row : rows) {
                report.write(row);
            }
        }
        return bytes.toString(UTF_8);
    }

    @Test
    void hasTheColumnsOfTheFileThenRowAndError() throws IOException {
        assertEquals("\uFEFFPoints,Note,Email,Row,Error\r\n-5,'=1+1,a@example.com,7,CODE: No.\r\n",
                report(List.of("Points", "Note", "Email"),
                        new FailedRow(7, "CODE: No.", List.of("-5", "=1+1", "a@example.com"))));
    }

    @Test
    void numbersStandAsTheyAreAndTextIsEscapedOnce() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\n'=x,'-5x,2,E\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("'=x", "-5x"))));
    }

    @Test
    void theColumnsOfAnEarlierReportGiveWay() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,b,2,New\r\n",
                report(List.of("Email", "Points", "Row", "Error"),
                        new FailedRow(2, "New", List.of("a", "b", "9", "Old"))));
    }

    @Test
    void aShortRowIsFilledUp() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,,2,E\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("a"))));
    }

    @Test
    void cellsOfNoColumnFollowTheErrorSoThatTheRowFailsAgain() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,1,2,E,000,'=x\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("a", "1", "000", "=x"))));
    }

    @Test
    void whatWasWrittenIsThereAfterAFlush() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ErrorReport report = new ErrorReport(bytes,
                Columns.of(Action.ADD_POINTS, List.of("Email", "Points")))) {
            report.flush();
            assertEquals("\uFEFFEmail,Points,Row,Error\r\n", bytes.toString(UTF_8));
        }
    }

    @Test
    void outcomesAreALineForEachRowWithWhatItMoved() throws IOException {
        EmailAddress ada = new EmailAddress("ada@example.com");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutcomesWriter writer = new OutcomesWriter(bytes, List.of("Email", "Points"))) {
            writer.write(new Outcome.Changed(2, ada, 1500, 1129), List.of("ada", "-371"));
            writer.write(new Outcome.Unchanged(3, ada, 1129), List.of("ada", "0"));
        }
        assertEquals("""
                Row,Outcome,Email,Before,Delta,After,Error,Email,Points
                2,changed,ada@example.com,1500,-371,1129,
                3,unchanged,ada@example.com,1129,0,1129,
                """,
                new String(Csv.gunzip(new ByteArrayInputStream(bytes.toByteArray())).readAllBytes(), UTF_8)
                        .replace("\r\n", "\n"));
    }

    @Test
    void outcomesKeepTheCellsOfFailedRows() throws IOException {
        EmailAddress ada = new EmailAddress("ada@example.com");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutcomesWriter writer = new OutcomesWriter(bytes, List.of("Email", "Points"))) {
            writer.write(new Outcome.Changed(2, ada, 1129, 1500), List.of("ada", "1500"));
            writer.write(new Outcome.Unchanged(3, ada, 1500), List.of("ada", "1500"));
            writer.write(new Outcome.Failed(4, List.of(new Problem(ProblemCode.EMAIL_MISSING, "None."),
                    new Problem(ProblemCode.POINTS_INVALID, "No number."))), List.of("", "x"));
        }
        try (OutcomesReader reader = new OutcomesReader(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertEquals(List.of("Email", "Points"), reader.header());
            assertEquals(Optional.of(new FailedRow(4, "EMAIL_MISSING: None. | POINTS_INVALID: No number.",
                    List.of("", "x"))), reader.nextFailed());
            assertEquals(Optional.empty(), reader.nextFailed());
        }
    }
}
