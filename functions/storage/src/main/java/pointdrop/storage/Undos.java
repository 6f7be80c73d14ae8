package pointdrop.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.ShopRules;
import pointdrop.domain.Summary;
import pointdrop.storage.HistoryEntry.Origin;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The imports that take back others. The chunks of an undo are the outcomes of the import that it takes back, or, where an undo was given
/// up half done, those of that undo.
public final class Undos {
    /// The action of an undo in the history; no upload can ask for it.
    public static final String ACTION = "undo";

    private final Table table;
    private final ImportsTable imports;

    /// @param table of imports
    Undos(Table table, ImportsTable imports) {
        this.table = table;
        this.imports = imports;
    }

    /// Begins an undo: its entry, `IMPORTING` with all chunks pending, the record of the request, and `undoneBy` of the other import are
    /// written together.
    ///
    /// @param undone closed, with outcomes of the format [HistoryEntry#LEDGER]
    /// @param givenUp the undo that is continued; null for the first one
    /// @param rules of the shop
    /// @return false where another request was faster, or the request has been decided on
    public boolean begin(HistoryEntry undone, @Nullable HistoryEntry givenUp, Request request, ShopRules rules) {
        AttributeValue before = givenUp == null ? null : Attributes.of(givenUp.id());
        boolean done = table.transact(table.creation(RequestItem.accepted(request)),
                table.creation(item(undone, givenUp, request, rules)),
                table.update(ImportItem.key(undone.shop(), undone.id()))
                        .set(ImportItem.UNDONE_BY, Attributes.of(request.id()))
                        .whereIs(ImportItem.UNDONE_BY, before)
                        .whereIs(ImportItem.STATUS, Attributes.of(undone.status().name()))
                        .inTransaction());
        new HistoryLog(table.log()).accepted(request, done);
        return done;
    }

    private Map<String, AttributeValue> item(HistoryEntry undone, @Nullable HistoryEntry givenUp, Request request,
            ShopRules rules) {
        HistoryEntry source = givenUp == null ? undone : givenUp;
        long rows = givenUp == null ? undone.counts().changed() : givenUp.counts().notProcessed();
        int chunks = source.progress().chunks();
        Summary file = undone.summary();
        Instant now = table.deadline().now();
        Map<String, AttributeValue> item = new HashMap<>(
                ImportItem.write(HistoryEntry.begin(Origin.of(request, undone)), now));
        item.putAll(ImportItem.validated(new Validated(
                new Summary(file.columns(), List.of(), rows, rows, file.encoding(), file.delimiter(), List.of()), rules,
                undone.sha256(), "outcomes/%s/%s".formatted(source.shop(), source.id()), chunks)));
        item.putAll(ImportItem.begin(Stage.IMPORT, chunks));
        item.putAll(table.meter().take().write());
        item.put(ImportItem.IMPORTING_SINCE, Attributes.of(now));
        item.put(ImportItem.STATUS, Attributes.of(Status.IMPORTING.name()));
        item.put(ImportItem.MESSAGE, Attributes.of(HistoryEntry.undoMessage(undone.id(), rows)));
        item.put(ImportItem.UNDOES, Attributes.of(undone.id()));
        if (givenUp != null) {
            item.put(ImportItem.CONTINUES, Attributes.of(givenUp.id()));
        }
        return item;
    }

    /// The latest undo of an import, if there is one.
    public Optional<HistoryEntry> latest(HistoryEntry undone) {
        return Optional.ofNullable(undone.undo().undoneBy()).map(id -> imports.get(undone.shop(), id));
    }

    /// All undos of an import, the latest first; each but the last continues the one behind it.
    public List<HistoryEntry> all(HistoryEntry undone) {
        return Stream.iterate(latest(undone), Optional::isPresent, undo -> undo
                .map(later -> later.undo().continues())
                .map(id -> imports.get(undone.shop(), id))).flatMap(Optional::stream).toList();
    }

    /// Whether an import of a file has left nothing behind, as far as is known: it has ended and changed nothing, or was wholly undone. Its
    /// file may be imported again.
    public boolean leftNothing(String shop, String importId) {
        return imports.find(shop, importId)
                .filter(entry -> entry.appliedNothing() || isWhollyUndone(entry))
                .isPresent();
    }

    /// Whether its undos have taken back every row that changed a customer.
    private boolean isWhollyUndone(HistoryEntry entry) {
        long reversed = all(entry).stream().mapToLong(undo -> undo.counts().succeeded()).sum();
        return entry.status().closed() && entry.counts().notKnown() == 0 && reversed == entry.counts().changed();
    }
}
