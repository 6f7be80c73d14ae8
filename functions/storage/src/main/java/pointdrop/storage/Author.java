package pointdrop.storage;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who put an object into the uploads bucket. What the metadata `by` says is for people to read, and anybody who may put objects can
/// write anything there: the principal of AWS is recorded beside it.
///
/// @param by the metadata `by`, else the principal; null where neither is known
/// @param principal of AWS, as the event names it, such as `AWS:AIDAEXAMPLE`; null where it is what `by` says
public record Author(@Nullable String by, @Nullable String principal) {
    /// Of an event that names no principal.
    private static final String UNKNOWN = "unknown";

    /// @param by the metadata `by`
    public static Author of(Optional<String> by, Upload upload) {
        return by.map(name -> new Author(name, Objects.requireNonNullElse(upload.principal(), UNKNOWN)))
                .orElse(new Author(upload.principal(), null));
    }
}
