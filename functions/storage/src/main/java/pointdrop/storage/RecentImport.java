package pointdrop.storage;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import pointdrop.domain.Birthday;

/// One element of a customer's `recent`: what an import changed, and the values before it, from which the outcomes of its
/// rows are rebuilt.
///
/// @param created whether the import created the customer
/// @param before the balance before the import
/// @param tier before the import; null where there was none, or where its rows set none
/// @param birthday likewise
record RecentImport(String importId, Instant at, long delta, boolean created, long before, @Nullable String tier,
        @Nullable Birthday birthday) {}
