package pointdrop.emulators.memory;

import org.jspecify.annotations.Nullable;

/// By what a table or one of its indexes finds items.
interface KeySchema {
    String partitionKey();

    /// Null where there is none.
    @Nullable
    String sortKey();
}
