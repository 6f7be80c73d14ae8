package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The objects of one bucket, and the multipart uploads under way.
public final class Bucket {
    private final String name;
    private boolean versioned;
    /// The versions of each key, newest first; no list is empty.
    private final NavigableMap<String, List<Version>> objects = new TreeMap<>(KeyOrder.UTF_8);
    private final NavigableMap<String, PartedUpload> uploads = new TreeMap<>();

    /// The versions of one key, newest first.
    record Versions(String key, List<Version> newestFirst) {
        Version latest() {
            return newestFirst.getFirst();
        }
    }

    Bucket(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void enableVersioning() {
        versioned = true;
    }

    boolean isVersioned() {
        return versioned;
    }

    /// The current version, unless that is a delete marker.
    Optional<Version> object(String key) {
        return versions(key).stream().findFirst().filter(latest -> !latest.isDeleteMarker());
    }

    /// A version or a delete marker.
    Optional<Version> version(String key, String id) {
        return versions(key).stream().filter(version -> version.id().equals(id)).findFirst();
    }

    private List<Version> versions(String key) {
        return objects.getOrDefault(key, List.of());
    }

    /// Puts it where it belongs by age: an object of a multipart upload is as old as the beginning of that, see
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#distributedmpupload
    void add(String key, Version version) {
        List<Version> versions = objects.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!versioned) {
            versions.clear();
        }
        int newer = 0;
        while (newer < versions.size() && version.isOlderThan(versions.get(newer).id())) {
            newer++;
        }
        versions.add(newer, version);
    }

    void remove(String key, String id) {
        List<Version> versions = objects.get(key);
        if (versions != null && versions.removeIf(version -> version.id().equals(id)) && versions.isEmpty()) {
            objects.remove(key);
        }
    }

    /// In the order of keys.
    ///
    /// @param after only later keys; null for all
    /// @param inclusive whether `after` itself is one of them
    Stream<Versions> list(String prefix, @Nullable String after, boolean inclusive) {
        NavigableMap<String, List<Version>> rest = after == null || KeyOrder.UTF_8.compare(after, prefix) < 0
                ? objects.tailMap(prefix, true)
                : objects.tailMap(after, inclusive);
        return rest.entrySet()
                .stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> new Versions(entry.getKey(), entry.getValue()));
    }

    void begin(PartedUpload upload) {
        uploads.put(upload.id(), upload);
    }

    Optional<PartedUpload> upload(String key, String id) {
        return Optional.ofNullable(uploads.get(id)).filter(upload -> upload.key().equals(key));
    }

    /// Oldest first.
    Stream<PartedUpload> unfinishedUploads() {
        return uploads.values().stream().filter(upload -> !upload.isCompleted());
    }

    void forget(PartedUpload upload) {
        uploads.remove(upload.id());
    }
}
