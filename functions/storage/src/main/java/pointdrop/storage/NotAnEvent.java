package pointdrop.storage;

import org.jspecify.annotations.Nullable;

/// Thrown for a message that no function can have been meant to get.
public final class NotAnEvent extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public NotAnEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
