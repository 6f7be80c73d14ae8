package pointdrop.emulators.memory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/// The bytes of an object or of a part of one.
final class Content {
    private final byte[] bytes;
    /// Of one part it is made when somebody asks: a part may be sent many times before it arrives.
    private @Nullable String etag;

    private Content(byte[] bytes, @Nullable String etag) {
        this.bytes = bytes;
        this.etag = etag;
    }

    static Content of(RequestBody body) {
        try (InputStream stream = body.contentStreamProvider().newStream()) {
            byte[] bytes = stream.readAllBytes();
            if (body.optionalContentLength().orElse((long) bytes.length) != bytes.length) {
                throw new UnsupportedOperationException("The simulation knows no body of another length than it says");
            }
            return of(bytes);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /// @param bytes that nobody changes any more
    static Content of(byte[] bytes) {
        return new Content(bytes, null);
    }

    /// The parts of a multipart upload, one after the other, with an ETag made of theirs:
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
    static Content joined(List<Content> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(parts.stream().mapToInt(Content::size).sum());
        ByteArrayOutputStream digests = new ByteArrayOutputStream();
        for (Content part : parts) {
            all.writeBytes(part.bytes);
            digests.writeBytes(HexFormat.of().parseHex(part.etag()));
        }
        return new Content(all.toByteArray(),
                HexFormat.of().formatHex(md5(digests.toByteArray())) + "-" + parts.size());
    }

    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    int size() {
        return bytes.length;
    }

    byte[] copy() {
        return bytes.clone();
    }

    InputStream stream(int from, int length) {
        return new ByteArrayInputStream(bytes, from, length);
    }

    /// Without quotes.
    String etag() {
        if (etag == null) {
            etag = HexFormat.of().formatHex(md5(bytes));
        }
        return etag;
    }

    /// As S3 answers it.
    String quotedEtag() {
        return '"' + etag() + '"';
    }

    /// @param condition an ETag with or without quotes
    boolean hasEtag(String condition) {
        if (condition.contains("*") || condition.contains(",") || condition.startsWith("W/")) {
            throw new UnsupportedOperationException("The simulation knows single ETags only, not " + condition);
        }
        return condition.replace("\"", "").equals(etag());
    }
}
