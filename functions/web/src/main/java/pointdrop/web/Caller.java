package pointdrop.web;

import java.time.Instant;
import java.util.Optional;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Shop;
import pointdrop.storage.ApiTokens.Access;

/// Who calls, and for which shop.
///
/// @param by what the history says of the caller: the address of an operator, or the name of an API token
/// @param email of an operator who has signed in
/// @param expiresAt when the session or the token ends
record Caller(Shop shop, String by, Optional<EmailAddress> email, Access access, Instant expiresAt) {}
