package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
}
