package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The optional column `Reason`.
class ReasonTest {
    private static final String EMAIL = "ada@example.com";

    private static Row row(Action action, String header, String cell) {
        List<String> headers = Stream
                .concat(action.required().stream().map(Field::label), Stream.of(header))
                .toList();
        List<String> cells = headers.stream()
                .map(column -> column.equals("Email") ? EMAIL : column.equals(header) ? cell : "")
                .toList();
        return new RowReader(Columns.of(action, headers), Sheet.SHOP, Sheet.TODAY).read(2, cells);
    }

    private static @Nullable String reason(String cell) {
        return row(Action.ADD_POINTS, "Reason", cell).reason();
    }

    @ParameterizedTest
    @EnumSource
    void everyActionReadsIt(Action action) {
        assertEquals("Goodwill", row(action, " reason", "Goodwill").reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Reasons", "Reason code", "Note", "Comment", "Why"})
    void noOtherColumnIsOne(String header) {
        assertNull(row(Action.ADD_POINTS, header, "Goodwill").reason());
    }

    @Test
    void itIsReadAsTheTextThatItStandsFor() {
        assertEquals("=Goodwill, twice", reason("'=Goodwill, twice \u00A0"));
        assertEquals("-5 was wrong", reason("'-5 was wrong"));
        assertNull(reason(" \u200B"));
    }

    @Test
    void itIsCutTo100CharactersOfWhichNoneIsCutInTwo() {
        assertEquals("x".repeat(100), reason("x".repeat(101)));
        assertEquals("\uD83C\uDF81".repeat(100), reason("\uD83C\uDF81".repeat(101)));
        assertEquals("x" + "\uD83C\uDF81".repeat(99), reason("x" + "\uD83C\uDF81".repeat(100)));
        assertEquals("\uD83C\uDF81".repeat(99), reason("\uD83C\uDF81".repeat(99)));
    }

    @Test
    void noTextInItFailsItsRow() {
        RandomInput.check(2_000, random -> random.text("aZ0=+-@'\"\t\u0000\u001A\u200B\u00A0,;\uD83C\uDF81", 0, 150),
                cell -> assertEquals(List.of(), row(Action.ADD_POINTS, "Reason", cell).problems()));
    }

    /// Two stray quotes make one cell of the rows between them, in this column as in any that is read.
    @Test
    void aLineBreakInItFailsItsRow() {
        List<Problem> problems = row(Action.ADD_POINTS, "Reason", "Goodwill\nbob@example.com,5,").problems();

        assertEquals(List.of(ProblemCode.ROW_MALFORMED), problems.stream().map(Problem::code).toList());
        assertEquals(List.of(), row(Action.ADD_POINTS, "Reason", "Goodwill\r\n").problems());
    }

    @Test
    void aRowThatSaysNothingElseChangesNothing() {
        CustomerChange change = Sheet.of("upsert", "Email", "Points", "Reason")
                .row(EMAIL, "", "Goodwill")
                .applyTo(Sheet.customer(5));

        assertEquals(List.of(new Outcome.Unchanged(2, Sheet.ADA, 5)), change.outcomes());
    }

    @Test
    void theReasonOfAChangeIsTheLastOneOfTheRowsThatWereApplied() {
        Sheet sheet = Sheet.of("add-points", "Email", "Points", "Reason").row(EMAIL, "1", "");
        assertNull(sheet.applyTo(Sheet.customer(5)).reason());

        sheet.row(EMAIL, "1", "Goodwill").row(EMAIL, "-100", "Too much").row(EMAIL, "1", "");
        assertEquals("Goodwill", sheet.applyTo(Sheet.customer(5)).reason());

        sheet.row(EMAIL, "0", "Checked");
        assertEquals("Checked", sheet.applyTo(Sheet.customer(5)).reason());
    }
}
