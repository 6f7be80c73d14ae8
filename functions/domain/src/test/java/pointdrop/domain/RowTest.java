package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowTest {
    private static final int CHUNKS = 8;
    private static final int PARTITIONS = 32;

    private static Stream<Row> customers() {
        RowReader reader = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Sheet.SHOP,
                Sheet.TODAY);
        return IntStream.range(0, 8_000).mapToObj(i -> reader.read(i + 2, List.of("c" + i + "@example.com", "1")));
    }

    @Test
    void chunksAreAboutEquallyLong() {
        Map<Integer, Long> sizes = customers()
                .collect(Collectors.groupingBy(row -> row.chunk(CHUNKS), Collectors.counting()));

        assertEquals(IntStream.range(0, CHUNKS).boxed().collect(Collectors.toSet()), sizes.keySet());
        assertTrue(sizes.values().stream().allMatch(size -> size > 800 && size < 1_200), sizes.toString());
    }

    @Test
    void theRowsOfACustomerAreDealtToOneChunk() {
        RowReader reader = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Sheet.SHOP,
                Sheet.TODAY);

        assertEquals(1,
                IntStream.range(2, 100)
                        .mapToObj(number -> reader.read(number,
                                List.of(number % 2 == 0 ? "ada@example.com" : " ADA@example.com", "1")).chunk(CHUNKS))
                        .distinct()
                        .count());
    }

    /// Otherwise a chunk would write to a single partition of the table, which is slow.
    @Test
    void aChunkHoldsCustomersOfAllPartitions() {
        Collection<Set<Long>> partitions = customers()
                .collect(Collectors.groupingBy(row -> row.chunk(CHUNKS),
                        Collectors.mapping(row -> partition(row.email()), Collectors.toSet())))
                .values();

        partitions.forEach(ofChunk -> assertEquals(PARTITIONS, ofChunk.size()));
    }

    private static long partition(@Nullable EmailAddress email) {
        return Objects.requireNonNull(email).hash() % PARTITIONS;
    }

    @Test
    void rowsWithoutAnAddressAreDealtToo() {
        RowReader reader = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Sheet.SHOP,
                Sheet.TODAY);

        assertEquals(IntStream.range(0, CHUNKS).boxed().collect(Collectors.toSet()),
                IntStream.range(2, 100)
                        .mapToObj(number -> reader.read(number, List.of("", "1")).chunk(CHUNKS))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "1000000000001"})
    void aWrongCellAsksForNothing(String points) {
        RowReader reader = new RowReader(
                Columns.of(Action.UPDATE_CUSTOMERS, List.of("Email", "Points", "Tier", "Birthday")), Sheet.SHOP,
                Sheet.TODAY);

        assertEquals(new Values(null, null, null, null, Sheet.TODAY),
                reader.read(2, List.of("ada@example.com", points, "Diamond", "2/30")).values());
    }

    @Test
    void aRowIsValidUntilACellIsWrong() {
        RowReader reader = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Sheet.SHOP,
                Sheet.TODAY);

        assertTrue(reader.read(2, List.of("ada@example.com", "1")).valid());
        assertFalse(reader.read(2, List.of("ada@example.com", "one")).valid());
    }

    private static Row read(Action action, List<String> header, String... cells) {
        return new RowReader(Columns.of(action, header), Sheet.SHOP, Sheet.TODAY).read(2, List.of(cells));
    }

    private static List<ProblemCode> codes(Row row) {
        return row.problems().stream().map(Problem::code).toList();
    }

    @ParameterizedTest
    @CsvSource({"100.0,100", "100.00,100", "+7.0,7", "-300.00,-300", "0.0,0", "\u200E5,5"})
    void aWholeNumberMayBeWrittenAsAFraction(String cell, long points) {
        assertEquals(points,
                read(Action.ADD_POINTS, List.of("Email", "Points"), "ada@example.com", cell).values().points());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.000", "1,000", "1.5", "100.", "1e3", "1.0.0", "100,00", "\u0661"})
    void whatMayBeAnotherNumberIsNotGuessed(String cell) {
        assertEquals(List.of(ProblemCode.POINTS_INVALID),
                codes(read(Action.ADD_POINTS, List.of("Email", "Points"), "ada@example.com", cell)));
    }

    @Test
    void surplusCellsMayBeEmptyButNotFilled() {
        List<String> header = List.of("Email", "Points");

        assertTrue(read(Action.ADD_POINTS, header, "ada@example.com", "5", "", " ", "\u200B").valid());
        assertEquals(List.of(ProblemCode.ROW_MALFORMED),
                codes(read(Action.ADD_POINTS, header, "ada@example.com", "52", "620")));
        assertEquals(List.of(ProblemCode.ROW_MALFORMED),
                codes(read(Action.ADD_POINTS, header, "ada@example.com", "52", "", "620")));
    }

    @Test
    void aRowMayEndBeforeAColumnThatIsNotRequired() {
        assertTrue(read(Action.ENROLL, List.of("Email", "Name", "Points"), "ada@example.com", "Ada").valid());
        assertEquals(List.of(ProblemCode.ROW_MALFORMED),
                codes(read(Action.ADD_POINTS, List.of("Email", "Points"), "ada@example.com")));
    }

    @Test
    void aLineBreakFailsWhereTheActionReadsTheCell() {
        List<String> header = List.of("Email", "Name", "Note");

        assertEquals(List.of(ProblemCode.ROW_MALFORMED),
                codes(read(Action.ENROLL, header, "ada@example.com", "Ada\nbob@example.com,Bob", "")));
        assertTrue(read(Action.ENROLL, header, "ada@example.com", "Ada\n", "two\nlines").valid());
    }

    @Test
    void firstAndLastNameMakeAName() {
        List<String> header = List.of("Last Name", "first_name", "Email");

        assertEquals("Ada Lovelace", read(Action.ENROLL, header, "Lovelace", "Ada", "ada@example.com").values().name());
        assertEquals("Ada", read(Action.ENROLL, header, "", "Ada", "ada@example.com").values().name());
        assertNull(read(Action.ENROLL, header, "", "", "ada@example.com").values().name());
    }

    @ParameterizedTest
    @CsvSource({"Birthday,1990/01/15,1990-01-15", "Birthday,1990-1-15,1990-01-15",
            "Birthday,1990-01-15T00:00:00Z,1990-01-15", "Birthday,1990-01-15 00:00:00,1990-01-15",
            "Birthday,01/15,01/15", "Birthday(MM/DD/YYYY),1/15/1990,1990-01-15",
            "Birthday(MM/DD/YYYY),01/05/1990,1990-01-05",
            "Birthday(MM/DD/YYYY),1990-01-15,1990-01-15"})
    void aBirthdayIsReadAsProgramsWriteIt(String header, String cell, String birthday) {
        Values values = read(Action.UPDATE_CUSTOMERS, List.of("Email", header), "ada@example.com", cell).values();

        assertEquals(birthday, Objects.requireNonNull(values.birthday()).text());
    }

    @ParameterizedTest
    @CsvSource({"Birthday,05/06/1990,'\"05/06/1990\" does not say which number is the month.'",
            "Birthday,5.6.1990,'\"5.6.1990\" does not say which number is the month.'",
            "Birthday(MM/DD),15-Jan,'\"15-Jan\" is what a spreadsheet makes of month and day.'",
            "Birthday,Jan-15,'\"Jan-15\" is what a spreadsheet makes of month and day.'",
            "Birthday,1990-01-15T10:00:00Z,'\"1990-01-15T10:00:00Z\" is not a possible birthday.'",
            "Birthday,1990-01/15,'\"1990-01/15\" is not a possible birthday.'"})
    void aBirthdayThatIsNotClearSaysWhatToDo(String header, String cell, String message) {
        Row row = read(Action.UPDATE_CUSTOMERS, List.of("Email", header), "ada@example.com", cell);

        assertEquals(List.of(ProblemCode.BIRTHDAY_INVALID), codes(row));
        assertTrue(row.problems().getFirst().message().startsWith(message), row.problems().toString());
    }

    @Test
    void theCreatedDateMayHaveATime() {
        assertEquals(LocalDate.of(2024, 1, 31),
                read(Action.ENROLL, List.of("Email", "Created Date"), "ada@example.com", "2024-01-31 17:45:10 UTC")
                        .values()
                        .createdAt());
    }

    @Test
    void theLatestDayIsThatOfTheFarthestTimeZone() {
        RowReader reader = new RowReader(Columns.of(Action.ENROLL, List.of("Email", "Created Date")), Sheet.SHOP,
                Sheet.TODAY, Sheet.TODAY.plusDays(1));

        assertTrue(reader.read(2, List.of("ada@example.com", Sheet.TODAY.plusDays(1).toString())).valid());
        assertFalse(reader.read(2, List.of("ada@example.com", Sheet.TODAY.plusDays(2).toString())).valid());
        assertEquals(Sheet.TODAY, reader.read(2, List.of("ada@example.com", "")).values().createdAt());
    }

    @Test
    void aHiddenCharacterInAnAddressIsNamed() {
        Row row = read(Action.ADD_POINTS, List.of("Email", "Points"), "ad\u200Ba@example.com", "1");

        assertTrue(row.problems().getFirst().message().contains("has the character U+200B inside"),
                row.problems().toString());
    }
}
