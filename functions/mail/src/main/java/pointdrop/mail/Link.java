package pointdrop.mail;

import java.time.Instant;

/// A link that needs no log-in.
///
/// @param validUntil when it stops working
public record Link(String url, Instant validUntil) {}
