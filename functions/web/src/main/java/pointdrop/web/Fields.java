package pointdrop.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import pointdrop.web.Refused.Code;

/// The fields of a JSON object that a client sent. Fields that are null count as absent, those that are not known are ignored.
record Fields(Map<String, Object> values) {
    /// Far above any request.
    private static final int LONGEST = 64 * 1024;

    /// @throws Refused where it is no JSON object
    static Fields of(String body) {
        if (body.length() > LONGEST) {
            throw Refused.because(Code.REQUEST_INVALID, "The body has %d characters. Send at most %d.", body.length(),
                    LONGEST);
        }
        if (body.isBlank()) {
            return new Fields(Map.of());
        }
        try (JsonParser parser = JSON.std.createParser(body)) {
            Map<String, Object> values = JSON.std.mapFrom(parser);
            if (values == null || parser.nextToken() != null) {
                throw noObject();
            }
            return new Fields(values);
        } catch (IOException | RuntimeException malformed) {
            throw noObject();
        }
    }

    private static Refused noObject() {
        return new Refused(Code.REQUEST_INVALID,
                "The body is no JSON object. Send one, such as {\"name\": \"value\"}.");
    }

    private <T> Optional<T> value(String name, Class<T> type, String what) {
        Object value = values.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw Refused.because(Code.REQUEST_INVALID, "The field \"%s\" must be %s.", name, what);
        }
        return Optional.of(type.cast(value));
    }

    /// @param longest characters
    /// @throws Refused where it is no text, or a longer one
    Optional<String> text(String name, int longest) {
        Optional<String> text = value(name, String.class, "a text");
        int length = text.map(value -> value.codePointCount(0, value.length())).orElse(0);
        if (length > longest) {
            throw Refused.because(Code.REQUEST_INVALID, "The field \"%s\" has %d characters. Send at most %d.", name,
                    length, longest);
        }
        return text;
    }

    String requiredText(String name, int longest) {
        return text(name, longest).orElseThrow(() -> missing(name));
    }

    /// @throws Refused where it is missing, or no whole number of 64 bits
    long requiredNumber(String name) {
        Number number = value(name, Number.class, "a whole number").orElseThrow(() -> missing(name));
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        throw Refused.because(Code.REQUEST_INVALID, "The field \"%s\" must be a whole number.", name);
    }

    /// False where it is absent.
    boolean flag(String name) {
        return value(name, Boolean.class, "true or false").orElse(false);
    }

    private static Refused missing(String name) {
        return Refused.because(Code.REQUEST_INVALID, "The field \"%s\" is missing.", name);
    }
}
