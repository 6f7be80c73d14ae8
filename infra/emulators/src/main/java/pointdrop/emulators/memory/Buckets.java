package pointdrop.emulators.memory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import pointdrop.emulators.StoredObject;

/// What S3 keeps. Tests and checkers look at it directly, where nothing delays or breaks a call. For one thread at a time.
public final class Buckets {
    private final InstantSource clock;
    private final NavigableMap<String, Bucket> buckets = new TreeMap<>();
    private final List<Consumer<StoredObject>> listeners = new ArrayList<>();
    private final AtomicInteger openDownloads = new AtomicInteger();
    private long ids;

    Buckets(InstantSource clock) {
        this.clock = clock;
    }

    /// How many downloads nobody has closed. Each would take a connection from the pool of a real client.
    public int openDownloads() {
        return openDownloads.get();
    }

    AtomicInteger countOfOpenDownloads() {
        return openDownloads;
    }

    Instant now() {
        return clock.instant();
    }

    /// Grows, also as text. Used once, for a version or for a multipart upload.
    String nextId() {
        return String.format(Locale.ROOT, "%012d", ++ids);
    }

    void create(String name) {
        if (buckets.putIfAbsent(name, new Bucket(name, this)) != null) {
            throw S3Errors.bucketAlreadyOwnedByYou();
        }
    }

    /// With a version for each put.
    void createVersioned(String name) {
        create(name);
        bucket(name).enableVersioning();
    }

    /// @throws software.amazon.awssdk.services.s3.model.NoSuchBucketException where it was not created
    Bucket bucket(String name) {
        Bucket bucket = buckets.get(name);
        if (bucket == null) {
            throw S3Errors.noSuchBucket();
        }
        return bucket;
    }

    /// @param listener told of each object that is put, copied or completed from then on, as part of the call
    public void onCreated(Consumer<StoredObject> listener) {
        listeners.add(listener);
    }

    /// The time of the event is later than the version's own where that was uploaded in parts.
    void tell(String bucket, String key, Version version) {
        StoredObject created = stored(bucket, key, version);
        listeners.forEach(listener -> listener.accept(created));
    }

    private StoredObject stored(String bucket, String key, Version version) {
        return new StoredObject(bucket, key, version.id().equals(Version.NULL) ? "" : version.id(),
                version.content().etag(), version.content().size(), now());
    }

    /// Puts an object now. Listeners are told of it.
    public StoredObject put(String bucket, String key, byte[] bytes, Map<String, String> metadata) {
        Version.Headers headers = Version.Headers.of(null, metadata);
        return stored(bucket, key, bucket(bucket).put(key, Content.of(bytes.clone()), headers));
    }

    /// The bytes of an object as it is now; null where there is none.
    public byte @Nullable [] bytes(String bucket, String key) {
        return bucket(bucket).object(key).map(version -> version.content().copy()).orElse(null);
    }

    /// The keys of objects as they are now, in the order of a listing.
    public List<String> keys(String bucket, String prefix) {
        return bucket(bucket).objects(prefix).map(Bucket.Listed::key).toList();
    }

    /// The keys of multipart uploads that are neither completed nor aborted, oldest first.
    public List<String> unfinishedUploads(String bucket) {
        return bucket(bucket).uploads().stream().map(Bucket.Upload::key).toList();
    }
}
