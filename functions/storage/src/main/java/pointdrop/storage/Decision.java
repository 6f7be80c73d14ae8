package pointdrop.storage;

import org.jspecify.annotations.Nullable;
import pointdrop.domain.Rejection;

/// What was decided on a request, once and for all of its deliveries.
///
/// @param refusal why nothing is done; null where the request was accepted
/// @param notifyAddress the address that the upload of the import asked to mail to
/// @param mailDue whether the mail about a refusal is still to be sent
public record Decision(Request request, @Nullable Rejection refusal, @Nullable String notifyAddress,
        boolean mailDue) {}
