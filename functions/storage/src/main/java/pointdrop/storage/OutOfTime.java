package pointdrop.storage;

import org.jspecify.annotations.Nullable;

/// Thrown where no call may begin any more, since the platform will soon stop the invocation.
public final class OutOfTime extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    OutOfTime(@Nullable RuntimeException cause) {
        super("Out of time: the work is left to the next delivery", cause);
    }
}
