package pointdrop.web;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Thrown where a call is answered by an error.
final class Refused extends RuntimeException {
    private final Code code;
    private final @Nullable String detail;

    /// Part of the API; clients rely on them.
    enum Code {
        UNAUTHORIZED(401, "Unauthorized"),
        READ_ONLY(403, "Forbidden"),
        ORIGIN_WRONG(403, "Forbidden"),
        NOT_FOUND(404, "Not Found"),
        CUSTOMER_NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        REQUEST_INVALID(400, "Bad Request"),
        ACTION_UNKNOWN(400, "Bad Request"),
        RECIPIENT_NOT_ALLOWED(400, "Bad Request"),
        FILE_TOO_LARGE(413, "Content Too Large"),
        STATUS_WRONG(409, "Conflict"),
        EXPIRED(409, "Conflict"),
        IDEMPOTENCY_KEY_USED(422, "Unprocessable Content"),
        /// Of a link; answered by a page.
        BROWSER_WRONG(403, "Forbidden"),
        /// Of a link; answered by a page.
        GONE(410, "Gone"),
        INTERNAL(500, "Internal Server Error");

        private final int status;
        private final String title;

        Code(int status, String title) {
            this.status = status;
            this.title = title;
        }
    }

    /// @param detail a sentence or two for people: what is wrong and what to do
    Refused(Code code, @Nullable String detail) {
        super(code + ": " + detail, null, false, false);
        this.code = code;
        this.detail = detail;
    }

    /// @param sentence a format string for `arguments`
    @FormatMethod
    static Refused because(Code code, @FormatString String sentence, Object... arguments) {
        return new Refused(code, String.format(Locale.ROOT, sentence, arguments));
    }

    static Refused notFound() {
        return new Refused(Code.NOT_FOUND, "There is no such thing, or not for you.");
    }

    Code code() {
        return code;
    }

    int status() {
        return code.status;
    }

    /// As RFC 9457 describes it.
    Answer answer(String requestId) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", code.title);
        problem.put("status", code.status);
        problem.put("code", code.name());
        if (detail != null) {
            problem.put("detail", detail);
        }
        problem.put("requestId", requestId);
        Answer answer = Answer.json(code.status, problem).with("content-type", "application/problem+json");
        return code == Code.UNAUTHORIZED ? answer.with("www-authenticate", "Bearer") : answer;
    }
}
