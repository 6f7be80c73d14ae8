package pointdrop.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.AnyRow;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.storage.HistoryEntry;

/// How the rows of a chunk are read, what they do to their customers, and how their outcomes are written.
interface ChunkFormat<R extends AnyRow> {
    /// That of the chunks of an import: an undo has the outcomes of another import for chunks.
    static ChunkFormat<?> of(HistoryEntry entry) {
        return entry.undo().undoes() == null ? new FileFormat(entry.rules()) : UndoFormat.of(entry);
    }

    /// @param rows receives them in file order
    void read(InputStream chunk, Consumer<R> rows) throws IOException;

    /// What rows do to their customer, see [CustomerChange].
    CustomerChange apply(@Nullable Customer before, EmailAddress email, List<R> rows);

    /// @param outcomes one a row, in file order
    /// @param out gets them, gzipped
    void write(InputStream chunk, Iterator<Outcome> outcomes, OutputStream out) throws IOException;
}
