package pointdrop.importer;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.OutcomesReader;
import pointdrop.csv.OutcomesWriter;
import pointdrop.domain.Customer;
import pointdrop.domain.CustomerChange;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.ProblemCode;
import pointdrop.domain.Reversal;
import pointdrop.domain.ReversedRow;
import pointdrop.domain.ShopRules;
import pointdrop.storage.HistoryEntry;

/// Rows that another import changed, as its outcomes tell them; or, where an undo was given up half done, those that it left, each of which
/// its outcomes keep whole.
///
/// @param undone id of the import that is undone
/// @param continued whether the chunks are outcomes of an undo
record UndoFormat(String undone, ShopRules shop, boolean continued) implements ChunkFormat<ReversedRow> {
    static UndoFormat of(HistoryEntry undo) {
        return new UndoFormat(requireNonNull(undo.undo().undoes()), requireNonNull(undo.findings().rules()),
                undo.undo().continues() != null);
    }

    @Override
    public void read(InputStream chunk, Consumer<ReversedRow> rows) throws IOException {
        try (OutcomesReader outcomes = new OutcomesReader(chunk)) {
            for (Optional<LedgerLine> line = next(outcomes); line.isPresent(); line = next(outcomes)) {
                rows.accept(new ReversedRow(line.get().changed()));
            }
        }
    }

    /// The next line that is to be taken back.
    private Optional<LedgerLine> next(OutcomesReader outcomes) {
        for (Optional<LedgerLine> read = outcomes.next(); read.isPresent(); read = outcomes.next()) {
            LedgerLine line = read.get();
            if (continued && line.error().startsWith(ProblemCode.NOT_PROCESSED.name())) {
                return Optional.of(LedgerLine.ofCells(line.cells()));
            }
            if (!continued && line.outcome().equals(LedgerLine.CHANGED)) {
                return read;
            }
        }
        return Optional.empty();
    }

    @Override
    public CustomerChange apply(@Nullable Customer before, EmailAddress email, List<ReversedRow> rows) {
        return Reversal.apply(undone, shop, before, email, rows);
    }

    @Override
    public void write(InputStream chunk, Iterator<Outcome> outcomes, OutputStream out) throws IOException {
        try (OutcomesReader originals = new OutcomesReader(chunk);
                OutcomesWriter writer = new OutcomesWriter(out, OutcomesWriter.ownHeader())) {
            for (Optional<LedgerLine> line = next(originals); line.isPresent(); line = next(originals)) {
                writer.write(LedgerLine.of(outcomes.next(), "", line.get().own()));
            }
        }
    }
}
