package pointdrop.web;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.mail.Link;
import pointdrop.mail.Links;
import pointdrop.mail.Services;
import pointdrop.storage.Stores;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Links to objects of S3, by which a browser reads or puts them itself.
///
/// @param origins where the links of both buckets lead
record SignedLinks(Links links, String uploadsBucket, String dataBucket, List<String> origins) {
    /// A browser follows at once.
    private static final Duration READ = Duration.ofSeconds(60);
    /// What every client sends by itself, and browsers let no page set.
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");
    private static final String CSV = "text/csv";

    static SignedLinks of(Services services) {
        Stores stores = services.stores();
        Links links = services.links();
        // WebFunction may sign links under these prefixes alone, and the tests hold it to that.
        return new SignedLinks(links, stores.uploadsBucket(), stores.dataBucket(),
                Stream.of(links.signed(stores.uploadsBucket(), "imports/any", null, "any", READ),
                        links.signed(stores.dataBucket(), "reports/any", null, "any", READ))
                        .map(SignedLinks::origin)
                        .toList());
    }

    /// @param headers that must be sent
    record Put(String url, Map<String, String> headers) {}

    /// A link to put one object that is not there yet.
    ///
    /// @param size bytes, exactly
    /// @param sha256 of the bytes, in hexadecimal
    Put put(String key, long size, Optional<String> sha256, Map<String, String> metadata, Duration lifetime) {
        PutObjectRequest.Builder object = PutObjectRequest.builder()
                .bucket(uploadsBucket)
                .key(key)
                .contentType(CSV)
                .contentLength(size)
                .ifNoneMatch("*")
                .metadata(metadata);
        sha256.map(HexFormat.of()::parseHex)
                .map(Base64.getEncoder()::encodeToString)
                .ifPresent(object::checksumSHA256);
        PresignedPutObjectRequest signed = links.presigner()
                .presignPutObject(request -> request.signatureDuration(lifetime).putObjectRequest(object.build()));
        Map<String, String> headers = new LinkedHashMap<>();
        signed.signedHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                headers.put(name, String.join(",", values));
            }
        });
        return new Put(signed.url().toString(), headers);
    }

    /// A link to read an object of the data bucket.
    ///
    /// @param file the name to save it under
    Link data(String key, String file) {
        return read(dataBucket, key, null, file);
    }

    /// A link to read one version of an upload.
    Link upload(String key, @Nullable String version, String file) {
        return read(uploadsBucket, key, version, file);
    }

    private Link read(String bucket, String key, @Nullable String version, String file) {
        return links.signed(bucket, key, version, file, READ);
    }

    private static String origin(Link link) {
        URI url = URI.create(link.url());
        return url.getScheme() + "://" + url.getAuthority();
    }

    /// Where uploads are put, for a browser's rules.
    String uploadsOrigin() {
        return origins.getFirst();
    }

    String dataOrigin() {
        return origins.getLast();
    }
}
