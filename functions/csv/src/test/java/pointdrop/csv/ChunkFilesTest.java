package pointdrop.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.RowReader;
import pointdrop.domain.ShopRules;

class ChunkFilesTest {
    private static final List<String> HEADER = List.of("Email", "Points");
    private static final RowReader READER = new RowReader(Columns.of(Action.ADD_POINTS, HEADER),
            new ShopRules(List.of(), false), LocalDate.of(2026, 11, 25));

    /// Rows without an address go to the chunks in turn: even numbers to the first of two, odd ones to the second.
    private static void deal(ChunkFiles chunks, int number, String points) throws IOException {
        List<String> cells = List.of("", points);
        chunks.deal(READER.read(number, cells), cells);
    }

    private static List<String> rows(ChunkFiles chunks, int chunk) throws IOException {
        List<String> rows = new ArrayList<>();
        try (ChunkReader reader = new ChunkReader(Files.newInputStream(chunks.paths().get(chunk)))) {
            rows.add(reader.header().toString());
            reader.forEachRow((number, cells) -> rows.add(number + " " + cells));
        }
        return rows;
    }

    @Test
    void theRowsOfAChunkStayInTheOrderOfTheFile() throws IOException {
        try (ScratchFiles files = new ScratchFiles()) {
            ChunkFiles chunks = new ChunkFiles(files, HEADER, 2);
            try (chunks) {
                deal(chunks, 2, "7");
                deal(chunks, 3, "1");
                deal(chunks, 4, "5");
            }

            assertEquals(2, chunks.paths().size());
            assertEquals(List.of("[Email, Points]", "2 [, 7]", "4 [, 5]"), rows(chunks, 0));
            assertEquals(List.of("[Email, Points]", "3 [, 1]"), rows(chunks, 1));
        }
    }

    @Test
    void nothingIsLeftOnTheDiskOfAFunctionThatLivesOn() throws IOException {
        Path chunk;
        try (ScratchFiles files = new ScratchFiles()) {
            chunk = files.file("0.csv.gz");
            new ChunkFiles(files, HEADER, 1).close();
            assertTrue(Files.exists(chunk));
        }

        assertFalse(Files.exists(chunk));
    }
}
