package pointdrop.storage;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import pointdrop.domain.Birthday;

/// An entry in a customer's `recent`: what one import did, and the values before it, from which the outcomes of its
/// rows can be rebuilt.
///
/// @param created whether the import created the customer
/// @param before the balance before it
/// @param tier before it; null where there was none, or its rows ask for none
/// @param birthday likewise
record RecentImport(String importId, Instant at, long delta, boolean created, long before, @Nullable String tier,
        @Nullable Birthday birthday) {}
