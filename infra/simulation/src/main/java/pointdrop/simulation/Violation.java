package pointdrop.simulation;

import com.google.errorprone.annotations.FormatMethod;
import org.jspecify.annotations.Nullable;

/// A promise that was not kept.
final class Violation extends AssertionError {
    private static final long serialVersionUID = 1L;

    Violation(String what) {
        super(what);
    }

    @FormatMethod
    static void require(boolean kept, String what, @Nullable Object... arguments) {
        if (!kept) {
            throw new Violation(what.formatted(arguments));
        }
    }
}
