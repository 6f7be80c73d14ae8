package pointdrop.local;

import org.jspecify.annotations.Nullable;

/// A function ended with an error, so its event must be delivered again.
final class InvocationFailed extends Exception {
    InvocationFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
