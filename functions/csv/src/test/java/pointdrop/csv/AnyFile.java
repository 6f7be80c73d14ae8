package pointdrop.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import pointdrop.domain.Action;
import pointdrop.domain.Columns;
import pointdrop.domain.Counts;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.FileRejected;
import pointdrop.domain.Outcome;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;
import pointdrop.domain.ShopRules;

/// The properties of any file: it is read, or it is rejected with a sentence; and where it is read, every row has one
/// outcome, whatever the action.
final class AnyFile {
    private static final ShopRules SHOP = new ShopRules(List.of("Gold", "Silver"),
            false);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private AnyFile() {}

    /// @param file opens the file; it is read again where it turns out not to be UTF-8
    static void assertReadOrRejected(Supplier<InputStream> file) throws IOException {
        try {
            try {
                read(file.get(), Encoding.UTF_8);
            } catch (NotUtf8 otherwiseEncoded) {
                read(file.get(), EncodingGuess.of(file.get()));
            }
        } catch (FileRejected rejected) {
            assertSentence(rejected.rejection().message());
        }
    }

    private static void read(InputStream bytes, Encoding assumed) throws IOException {
        try (MerchantFile file = MerchantFile.open(bytes, assumed, Action.ADD_POINTS)) {
            List<Reading> readings = Stream.of(Action.values())
                    .flatMap(action -> columns(action, file.header()).map(columns -> new Reading(action, columns))
                            .stream())
                    .toList();
            file.forEachRow((number, cells) -> readings.forEach(reading -> reading.assertOneOutcome(number, cells)));
        }
    }

    private static Optional<Columns> columns(Action action, List<String> header) {
        try {
            return Optional.of(Columns.of(action, header));
        } catch (FileRejected rejected) {
            assertSentence(rejected.rejection().message());
            return Optional.empty();
        }
    }

    private record Reading(Action action, RowReader reader) {
        Reading(Action action, Columns columns) {
            this(action, new RowReader(columns, SHOP, TODAY));
        }

        void assertOneOutcome(int number, List<String> cells) {
            Row row = reader.read(number, cells);
            row.problems().forEach(problem -> assertSentence(problem.message()));
            List<Outcome> outcomes = row.email() == null
                    ? List.of(new Outcome.Failed(number, row.problems()))
                    : CustomerChange
                            .apply(new Rules("import", action, SHOP, TODAY, TODAY), null, row.email(), List.of(row))
                            .outcomes();
            assertEquals(1, Counts.of(outcomes).rows());
        }
    }

    private static void assertSentence(String message) {
        assertTrue(message.endsWith("."), message);
    }
}
