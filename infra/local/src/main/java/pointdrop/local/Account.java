package pointdrop.local;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import pointdrop.csv.LedgerLine;
import pointdrop.csv.OutcomesReader;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.HistoryEntry.Kind;
import pointdrop.storage.Stage;
import pointdrop.storage.Status;
import pointdrop.storage.Stores;

/// What the ledgers of a shop tell of one customer.
///
/// @param changes oldest first
/// @param without imports that began and have no ledger, or one that this does not read, oldest first
record Account(List<Change> changes, List<HistoryEntry> without) {

    /// What one row changed.
    record Change(HistoryEntry entry, LedgerLine line) {}

    /// Reads one chunk of the outcomes of each import: all rows of a customer are in it.
    ///
    /// @param onProgress called with each import once it is read
    static Account read(Stores stores, String shop, EmailAddress email, Consumer<HistoryEntry> onProgress)
            throws IOException {
        Account account = new Account(new ArrayList<>(), new ArrayList<>());
        List<HistoryEntry> began = stores.imports()
                .history(shop, Integer.MAX_VALUE)
                .stream()
                .filter(Account::hasBegun)
                .sorted(Comparator.comparing(Account::since))
                .toList();
        for (HistoryEntry entry : began) {
            int chunk = email.chunk(entry.progress().chunks());
            Optional<InputStream> outcomes = stores.data().findOutcomes(entry.chunks(Stage.IMPORT).get(chunk));
            if (outcomes.isEmpty() || !account.add(entry, email, outcomes.get())) {
                account.without.add(entry);
            }
            onProgress.accept(entry);
        }
        return account;
    }

    /// A chunk of it may have been imported.
    private static boolean hasBegun(HistoryEntry entry) {
        return entry.origin().kind() == Kind.IMPORT && entry.progress().chunks() > 0
                && (entry.status() == Status.IMPORTING || entry.counts().rows() > 0);
    }

    /// When its rows were applied, as far as that is known.
    static Instant since(HistoryEntry entry) {
        return Objects.requireNonNullElse(entry.progress().importingSince(), entry.origin().startedAt());
    }

    /// @return false where the outcomes are of another format
    private boolean add(HistoryEntry entry, EmailAddress email, InputStream outcomes) throws IOException {
        List<Change> found = new ArrayList<>();
        try (OutcomesReader reader = new OutcomesReader(outcomes)) {
            if (!reader.isKnownFormat()) {
                return false;
            }
            for (Optional<LedgerLine> line = reader.next(); line.isPresent(); line = reader.next()) {
                if (line.get().outcome().equals(LedgerLine.CHANGED) && line.get().email().equals(email.value())) {
                    found.add(new Change(entry, line.get()));
                }
            }
        }
        // An undo takes the rows back from the last one to the first.
        changes.addAll(entry.undo().undoes() == null ? found : found.reversed());
        return true;
    }
}
