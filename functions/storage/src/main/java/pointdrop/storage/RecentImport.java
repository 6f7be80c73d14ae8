package pointdrop.storage;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import pointdrop.domain.Customer;

/// One element of a customer's `recent`: what an import changed, and the values before it, from which the outcomes of its
/// rows are rebuilt.
///
/// @param before as much of the customer before the import as the outcomes depend on; null where the import created it
/// @param reason see [pointdrop.domain.CustomerChange#reason]
public record RecentImport(String importId, Instant at, long delta, @Nullable Customer before,
        @Nullable String reason) {}
