package pointdrop.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Who may send a mail about an item of the Imports table, and whether it is sent. An import that is reviewed has two: one about
/// the review, one about its end.
enum MailMarks {
    END("mail"),
    READY("readyMail");

    private final String claimedUntil;
    private final String claimedBy;
    private final String sentAt;
    private final String failed;

    /// @param prefix of the attributes: `ClaimedUntil`, until when only the claimant may send it, in epoch milliseconds;
    ///        `ClaimedBy`; `SentAt`; `Failed`
    MailMarks(String prefix) {
        this.claimedUntil = prefix + "ClaimedUntil";
        this.claimedBy = prefix + "ClaimedBy";
        this.sentAt = prefix + "SentAt";
        this.failed = prefix + "Failed";
    }

    /// Those of the mail that is due in a status.
    static MailMarks of(Status status) {
        return status == Status.READY ? READY : END;
    }

    String claimedUntil() {
        return claimedUntil;
    }

    boolean isSent(Map<String, AttributeValue> item) {
        return item.containsKey(sentAt);
    }

    boolean isFailed(Map<String, AttributeValue> item) {
        return Attributes.isTrue(item, failed);
    }

    /// Claims the mail for a while, so that no other invocation sends it.
    ///
    /// @param update of the item, with whatever else must hold
    /// @param claimant id of the invocation that claims it; safe to repeat for the same one
    /// @return false where the mail is recorded as sent or failed, or another claim lasts
    boolean claim(Update update, String claimant, Instant now, Duration length) {
        Update.Result claim = unsent(update).set(claimedBy, Attributes.of(claimant))
                .set(claimedUntil, Attributes.of(now.plus(length).toEpochMilli()))
                .whereAbsentOrBelow(claimedUntil, Attributes.of(now.toEpochMilli()))
                .execute();
        return claim.changed() || (claimant.equals(Attributes.text(claim.item(), claimedBy)) && !isSent(claim.item())
                && !isFailed(claim.item()));
    }

    /// Records that the mail is sent, or that every address for it is refused for good.
    ///
    /// @return false where it was recorded before
    boolean end(Update update, boolean sent, Instant now) {
        return unsent(update).set(sent ? sentAt : failed, sent ? Attributes.of(now) : AttributeValue.fromBool(true))
                .execute()
                .changed();
    }

    private Update unsent(Update update) {
        return update.whereIs(sentAt, null).whereIs(failed, null);
    }
}
