package pointdrop.storage;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Remembers, without end, which bytes were last imported from each key: a bulk job that copies every object of a bucket onto
/// itself, as re-encryption does, is no upload. Each key is an item of the Imports table, in a partition apart from the
/// shop's history.
public final class LastImported {
    private static final String SHA256 = "sha256";
    private static final String AT = "at";

    private final Table table;

    /// @param imports the Imports table
    LastImported(Table imports) {
        this.table = imports;
    }

    /// Records the upload of an import that has begun, whatever has become of it since, or whose file was turned away as imported before: a copy of that adds
    /// nothing either. Nothing else is recorded, so that a copy is one more try of what failed.
    public void put(Upload upload, HistoryEntry entry) {
        String sha256 = entry.findings().sha256();
        if (sha256 != null) {
            put(upload, sha256);
        }
    }

    /// Records an upload, unless a newer one of its key is recorded. Safe to repeat.
    ///
    /// @param sha256 of its bytes, in hexadecimal
    void put(Upload upload, String sha256) {
        long at = upload.eventTime().toEpochMilli();
        table.update(key(upload))
                .set(ImportItem.KIND, Attributes.of("key"))
                .set(SHA256, Attributes.of(sha256))
                .set(AT, Attributes.of(at))
                .whereAbsentOrBelow(AT, Attributes.of(at + 1))
                .execute();
    }

    /// @return the digest of what was last imported from the key of an upload, or nothing where nothing was
    Optional<String> sha256(Upload upload) {
        return Optional.ofNullable(Attributes.text(table.get(key(upload)), SHA256));
    }

    /// A key of S3 is as long as a sort key may be.
    private static Map<String, AttributeValue> key(Upload upload) {
        return ImportItem.key(upload.shop() + "#keys", upload.key());
    }
}
