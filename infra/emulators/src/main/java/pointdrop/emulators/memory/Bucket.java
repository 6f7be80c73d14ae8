package pointdrop.emulators.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// The objects of one bucket, and the multipart uploads under way.
final class Bucket {
    private final String name;
    private final Buckets buckets;
    private boolean versioned;
    /// The versions of each key, newest first; no list is empty.
    private final NavigableMap<String, List<Version>> objects = new TreeMap<>(KeyOrder.UTF_8);
    private final NavigableMap<String, Upload> uploads = new TreeMap<>();
    /// S3 answers the same completion again: https://github.com/adobe/S3Mock/issues/2586 and
    /// https://github.com/minio/minio/issues/13318 show it of AWS. They do not say for how long; here it is for ever.
    private final Map<Completion, Version> completions = new HashMap<>();

    /// A multipart upload that is neither completed nor aborted.
    ///
    /// @param id also the version id that its object gets
    record Upload(String id, String key, Instant begun, Version.Headers headers, Map<Integer, Content> parts) {}

    /// What a completion asks for.
    record Completion(String key, String upload, List<CompletedPart> parts) {}

    /// @param latest whether no version of the key is newer
    record Listed(String key, Version version, boolean latest) {
        boolean isMarker() {
            return version.isDeleteMarker();
        }
    }

    Bucket(String name, Buckets buckets) {
        this.name = name;
        this.buckets = buckets;
    }

    void enableVersioning() {
        versioned = true;
    }

    boolean isVersioned() {
        return versioned;
    }

    /// The current version, unless that is a delete marker.
    Optional<Version> object(String key) {
        return versionsOf(key).stream().findFirst().filter(latest -> !latest.isDeleteMarker());
    }

    private Optional<Version> version(String key, String id) {
        return versionsOf(key).stream().filter(version -> version.id().equals(id)).findFirst();
    }

    private List<Version> versionsOf(String key) {
        return objects.getOrDefault(key, List.of());
    }

    /// @param id null for the current version
    /// @param ifMatch the ETag that it must have; null for any
    Version find(String key, @Nullable String id, @Nullable String ifMatch) {
        Version found = id == null
                ? object(key).orElseThrow(S3Errors::noSuchKey)
                : version(key, id).orElseThrow(S3Errors::noSuchVersion);
        if (found.isDeleteMarker()) {
            throw S3Errors.methodNotAllowed();
        }
        if (ifMatch != null && !found.content().hasEtag(ifMatch)) {
            throw S3Errors.preconditionFailed();
        }
        return found;
    }

    /// Conditions of a write: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    void requireConditions(String key, @Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.equals("*")) {
            throw new UnsupportedOperationException("S3 knows If-None-Match: * only, not " + ifNoneMatch);
        }
        if (ifNoneMatch != null && object(key).isPresent()) {
            throw S3Errors.preconditionFailed();
        }
        if (ifMatch != null) {
            find(key, null, ifMatch);
        }
    }

    /// @param content null for a delete marker
    Version put(String key, @Nullable Content content, Version.Headers headers) {
        return add(key, new Version(versioned ? buckets.nextId() : Version.NULL, buckets.now(), content, headers));
    }

    /// Puts it where it belongs by age: an object of a multipart upload is as old as the beginning of that, see
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html#distributedmpupload
    private Version add(String key, Version version) {
        List<Version> versions = objects.computeIfAbsent(key, _ -> new ArrayList<>());
        if (!versioned) {
            versions.clear();
        }
        versions.add((int) versions.stream().takeWhile(other -> version.isOlderThan(other.id())).count(), version);
        if (!version.isDeleteMarker()) {
            buckets.tell(name, key, version);
        }
        return version;
    }

    /// @return what was there
    Optional<Version> remove(String key, String id) {
        Optional<Version> found = version(key, id);
        found.ifPresent(version -> objects.computeIfPresent(key, (_, versions) -> {
            versions.remove(version);
            return versions.isEmpty() ? null : versions;
        }));
        return found;
    }

    /// The versions and delete markers of keys with a prefix, by key and newest first.
    Stream<Listed> versions(String prefix) {
        return objects.tailMap(prefix, true)
                .entrySet()
                .stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .flatMap(entry -> entry.getValue()
                        .stream()
                        .map(version -> new Listed(entry.getKey(), version,
                                version.equals(entry.getValue().getFirst()))));
    }

    /// The objects with a prefix as they are now.
    Stream<Listed> objects(String prefix) {
        return versions(prefix).filter(listed -> listed.latest() && !listed.isMarker());
    }

    Upload begin(String key, Version.Headers headers) {
        Upload upload = new Upload(buckets.nextId(), key, buckets.now(), headers, new TreeMap<>());
        uploads.put(upload.id(), upload);
        return upload;
    }

    /// Oldest first.
    Collection<Upload> uploads() {
        return uploads.values();
    }

    Upload upload(String key, String id) {
        Upload upload = uploads.get(id);
        if (upload == null || !upload.key().equals(key)) {
            throw S3Errors.noSuchUpload();
        }
        return upload;
    }

    void abort(Upload upload) {
        uploads.remove(upload.id());
    }

    /// @return what the same completion made before
    @Nullable
    Version completed(Completion completion) {
        return completions.get(completion);
    }

    Version complete(Completion completion, Upload upload, Content content) {
        uploads.remove(upload.id());
        Version version = new Version(versioned ? upload.id() : Version.NULL, upload.begun(), content,
                upload.headers());
        completions.put(completion, version);
        return add(upload.key(), version);
    }
}
