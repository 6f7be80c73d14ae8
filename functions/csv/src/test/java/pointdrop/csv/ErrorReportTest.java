package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;

class ErrorReportTest {

    private static String report(List<String> header, FailedRow... rows) throws IOException {
        return report(Delimiter.COMMA, header, rows);
    }

    private static String report(Delimiter delimiter, List<String> header, FailedRow... rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ErrorReport report = new ErrorReport(bytes, Columns.of(Action.ADD_POINTS, header), delimiter)) {
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
    void hasTheDelimiterOfTheFile() throws IOException {
        FailedRow row = new FailedRow(2, "E; because", List.of("a,b", "x"));

        assertEquals("\uFEFFEmail;Points;Row;Error\r\na,b;'x;2;\"E; because\"\r\n",
                report(Delimiter.SEMICOLON, List.of("Email", "Points"), row));
        assertEquals("\uFEFFEmail\tPoints\tRow\tError\r\na,b\t'x\t2\tE; because\r\n",
                report(Delimiter.TAB, List.of("Email", "Points"), row));
    }

    @Test
    void numbersAreWrittenAsTheyAreAndTextIsEscapedOnce() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\n'=x,'-5x,2,E\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("'=x", "-5x"))));
    }

    /// A spreadsheet of another language would make a number of it.
    @Test
    void whatFailedAsANumberIsWrittenAsText() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,\"'1,000\",2,E\r\nb,'1.5,3,E\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("a", "1,000")),
                        new FailedRow(3, "E", List.of("b", "'1.5"))));
    }

    @Test
    void theColumnsOfAnEarlierReportAreReplaced() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,1,2,New\r\n",
                report(List.of("Email", "Points", "Row", "Error"),
                        new FailedRow(2, "New", List.of("a", "1", "9", "Old"))));
    }

    @Test
    void aShortRowIsFilledUp() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,,2,E\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("a"))));
    }

    @Test
    void cellsBeyondTheLastColumnFollowTheErrorSoThatTheRowFailsAgain() throws IOException {
        assertEquals("\uFEFFEmail,Points,Row,Error\r\na,1,2,E,000,'=x\r\n",
                report(List.of("Email", "Points"), new FailedRow(2, "E", List.of("a", "1", "000", "=x"))));
    }

    @Test
    void aFlushWritesEverythingSoFar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ErrorReport report = new ErrorReport(bytes,
                Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Delimiter.COMMA)) {
            report.flush();
            assertEquals("\uFEFFEmail,Points,Row,Error\r\n", bytes.toString(UTF_8));
        }
    }
}
