package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CutRowTest {
    private static Optional<List<String>> join(String header, String cells, String next) {
        return new CutRow(Action.ENROLL, List.of(header.split(","))).join(List.of(cells.split(",", -1)),
                List.of(next.split(",", -1)));
    }

    @ParameterizedTest
    @CsvSource({"'Email,Name,Points','ada@x.example,Ada','Lovelace,500'",
            "'Email,Name,Note,Points','ada@x.example,Ada','Lovelace,x,500'"})
    void twoLinesThatMakeOneRowAreJoined(String header, String cells, String next) {
        List<String> whole = join(header, cells, next).orElseThrow();

        assertEquals(cells + "\n" + next, String.join(",", whole));
        assertEquals(header.split(",").length, whole.size());
    }

    /// A cell that the action does not read may go over several lines: the row has one cell too many instead.
    @ParameterizedTest
    @CsvSource({"'Name,Email,Note,Points','Ada,ada@x.example,a','b,500'",
            "'Email,Note,Points','ada@x.example,vip','Total,500'"})
    void twoLinesThatMakeOneRowFailWhicheverCellIsCut(String header, String cells, String next) {
        List<String> whole = join(header, cells, next).orElseThrow();

        Row row = new RowReader(Columns.of(Action.ENROLL, List.of(header.split(","))), Sheet.SHOP, Sheet.TODAY).read(2,
                whole);

        assertEquals(cells + "," + next, String.join(",", whole));
        assertEquals(ProblemCode.ROW_MALFORMED, row.problems().getFirst().code());
    }

    @ParameterizedTest
    @CsvSource({"'Email,Name,Points','ada@x.example,Ada','bob@x.example,Bob'",
            "'Email,Name,Points','ada@x.example,Ada',',500'",
            "'Email,Name,Points','ada@x.example,Ada','Lovelace,500,x'",
            "'Email,Name,Points','ada@x.example,Ada','Lovelace'",
            "'Email,Name,Points','ada,Ada','Lovelace,500'",
            "'Name,Email,Points','Ada','Lovelace,ada@x.example,5'"})
    void aLineThatMayBeARowOfItsOwnIsNot(String header, String cells, String next) {
        assertEquals(Optional.empty(), join(header, cells, next));
    }

    @Test
    void aRowAsWideAsTheHeaderStaysAlone() {
        assertEquals(Optional.empty(), join("Email,Name", "ada@x.example,Ada", "Lovelace"));
    }
}
