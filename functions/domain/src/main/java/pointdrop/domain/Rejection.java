package pointdrop.domain;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/// Why a whole file, or a request, was rejected. Nothing was changed.
///
/// @param message one or two English sentences that say what is wrong and what to do
public record Rejection(Code code, String message) {
    /// Of what the machinery gave up before anything was changed.
    public static final Rejection GIVEN_UP = new Rejection(Code.NOT_PROCESSED,
            "It could not be processed because of a technical problem. Nothing was changed. Drop it in again.");

    /// Part of the summary; scripts rely on them.
    public enum Code {
        FILE_EMPTY,
        FILE_NOT_TEXT,
        FILE_TOO_LARGE,
        /// In the file, or for the same customers.
        TOO_MANY_ROWS,
        FILE_MALFORMED,
        /// A part of the file is UTF-8, another is not.
        ENCODING_MIXED,
        COLUMN_MISSING,
        COLUMN_AMBIGUOUS,
        ACTION_UNKNOWN,
        SHOP_UNKNOWN,
        ALREADY_IMPORTED,
        REQUEST_INVALID,
        /// No import has the id in the key of a request.
        IMPORT_UNKNOWN,
        /// The import is not in a status in which what the request asks for can be done.
        STATUS_WRONG,
        /// The request comes too late.
        EXPIRED,
        /// A request cancelled the import.
        CANCELLED,
        RECIPIENT_NOT_ALLOWED,
        NOT_PROCESSED
    }

    /// @param sentence a format string for `arguments`
    @FormatMethod
    public static FileRejected because(Code code, @FormatString String sentence, Object... arguments) {
        return new FileRejected(new Rejection(code, String.format(Locale.ROOT, sentence, arguments)));
    }
}
