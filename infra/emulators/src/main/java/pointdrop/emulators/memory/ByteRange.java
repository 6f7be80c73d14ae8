package pointdrop.emulators.memory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of an object that a download asks for.
record ByteRange(int from, int length) {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})?-(\\d{1,18})?");

    /// @param header such as `bytes=5-`; null for all
    /// @throws software.amazon.awssdk.services.s3.model.S3Exception `InvalidRange` where it begins behind the end
    static ByteRange of(@Nullable String header, int size) {
        if (header == null) {
            return new ByteRange(0, size);
        }
        Matcher range = RANGE.matcher(header);
        if (!range.matches()) {
            throw new UnsupportedOperationException("The simulation knows no range like " + header);
        }
        String first = range.group(1);
        String last = range.group(2);
        boolean empty = first == null && last == null;
        boolean backwards = first != null && last != null && number(last) < number(first);
        if (empty || backwards) {
            throw new UnsupportedOperationException("The simulation knows no range like " + header);
        }
        long from = first == null ? Math.max(0, size - number(last)) : number(first);
        long end = first == null || last == null ? size : Math.min(size, number(last) + 1);
        if (from >= size || from >= end) {
            throw S3Errors.invalidRange();
        }
        return new ByteRange((int) from, (int) (end - from));
    }

    private static long number(@Nullable String digits) {
        return Long.parseLong(String.valueOf(digits));
    }

    String header(int size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
