package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pointdrop.csv.ChunkReader;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.OutcomesWriter;
import pointdrop.domain.Columns;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.Row;
import pointdrop.domain.RowReader;
import pointdrop.domain.Rules;

/// Rows of a merchant's file, as the validation dealt them.
record FileFormat(Rules rules) implements ChunkFormat<Row> {
    @Override
    public void read(InputStream chunk, Consumer<Row> rows) throws IOException {
        try (ChunkReader cells = new ChunkReader(chunk)) {
            RowReader reader = rules.reader(cells.header());
            cells.forEachRow((number, row) -> rows.accept(reader.read(number, row)));
        }
    }

    @Override
    public CustomerChange apply(@Nullable Customer before, EmailAddress email, List<Row> rows) {
        return rules.apply(before, email, rows);
    }

    /// Reads the chunk once more for the cells of failed rows, rather than holding all cells in memory.
    @Override
    public void write(InputStream chunk, Iterator<Outcome> outcomes, OutputStream out) throws IOException {
        try (ChunkReader reader = new ChunkReader(chunk);
                OutcomesWriter writer = new OutcomesWriter(out, reader.header())) {
            Columns columns = rules.reader(reader.header()).columns();
            reader.forEachRow((_, cells) -> writer
                    .write(LedgerLine.of(outcomes.next(), columns.reason(cells).orElse(""), cells)));
        }
    }
}
