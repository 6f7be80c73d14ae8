package pointdrop.storage;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.ImportId;
import pointdrop.domain.Shop;

/// One object put into the uploads bucket, as its event describes it.
///
/// @param key decoded: `imports/{shop}/{action}/{file}` or `exports/{shop}/{file}`, or as [Expected] has it
/// @param versionId empty for a bucket without versions
/// @param eventTime when it was put
/// @param copied whether it was put by a copy of an object
/// @param principal who put it: the principal of AWS that the event names, such as `AWS:AIDAEXAMPLE`; null where it names none
public record Upload(String bucket, String key, String versionId, Instant eventTime, boolean copied,
        @Nullable String principal) {
    private static final Pattern IMPORT_KEY = Pattern.compile(
            "imports/(?<shop>[^/]*)(?:/(?<action>[^/]*))?/(?:(?<id>" + Expected.ID + ")/)?(?<file>.*)",
            Pattern.DOTALL);
    private static final Pattern EXPORT_KEY = Pattern.compile(
            "exports/(?<shop>[^/]*)/(?<file>(?<id>" + Expected.ID + ")\\.json|.*)", Pattern.DOTALL);

    /// One that was not copied, by nobody known.
    public Upload(String bucket, String key, String versionId, Instant eventTime) {
        this(bucket, key, versionId, eventTime, false, null);
    }

    /// The same for every delivery of the event.
    public String id() {
        return ImportId.of(bucket, key, versionId, eventTime);
    }

    /// Whether it is a folder, which consoles create by putting an empty object whose key ends in a slash.
    public boolean isFolder() {
        return key.endsWith("/");
    }

    /// Whether it is the request for an export, not a file to import.
    public boolean isExport() {
        return key.startsWith("exports/");
    }

    /// The shop in the key, or [HistoryEntry#NO_SHOP] where it holds none.
    public String shop() {
        String shop = part("shop");
        return Shop.isId(shop) ? shop : HistoryEntry.NO_SHOP;
    }

    /// The action in the key, known or not; empty where it holds none.
    public String action() {
        return part("action");
    }

    /// The merchant's name of the file, without the id by which it is expected; the whole key where it has another form.
    public String file() {
        String file = part("file");
        return file.isEmpty() ? key : file;
    }

    /// The id by which the API expects it, where its key holds one.
    Optional<String> expectedId() {
        return Optional.of(part("id")).filter(id -> !id.isEmpty());
    }

    private String part(String name) {
        Matcher matcher = (isExport() ? EXPORT_KEY : IMPORT_KEY).matcher(key);
        boolean found = matcher.matches() && matcher.namedGroups().containsKey(name);
        return found ? Objects.requireNonNullElse(matcher.group(name), "") : "";
    }
}
