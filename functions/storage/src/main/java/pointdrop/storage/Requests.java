package pointdrop.storage;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Rejection;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/// Remembers the decisions on requests, without end. An accepted request is recorded by the transaction that also does what it asks for,
/// see [ImportsTable#start], so that no delivery refuses what another one has done, or does what another one has refused.
public final class Requests {
    private final Table table;
    private final HistoryLog log;

    /// @param imports the Imports table
    Requests(Table imports) {
        this.table = imports;
        this.log = new HistoryLog(imports.log());
    }

    /// The decision on a request, if there is one.
    public Optional<Decision> find(Request request) {
        Map<String, AttributeValue> item = table.get(RequestItem.key(request));
        return item.isEmpty() ? Optional.empty() : Optional.of(RequestItem.read(request, item));
    }

    /// The decision on the latest request about an import, if there is one.
    public Optional<Decision> latest(HistoryEntry entry) {
        return table.query(query -> query.keyConditionExpression("shop = :requests AND begins_with(id, :import)")
                .expressionAttributeValues(Map.of(":requests", Attributes.of(RequestItem.partition(entry.shop())),
                        ":import", Attributes.of(RequestItem.prefix(entry.id()))))
                .scanIndexForward(false)
                .limit(1)).items().stream().findFirst().map(RequestItem::read);
    }

    /// Refuses a request, unless it has been decided on.
    ///
    /// @param notifyAddress the address that the upload of the import asked to mail to
    /// @return the decision that stands
    public Decision refuse(Request request, Rejection reason, @Nullable String notifyAddress) {
        Map<String, AttributeValue> item = RequestItem.refused(request, reason, notifyAddress);
        try {
            table.put(put -> put.item(item).conditionExpression("attribute_not_exists(" + ImportItem.ID + ")"));
            log.refused(request, reason);
            return RequestItem.read(request, item);
        } catch (ConditionalCheckFailedException decidedBefore) {
            return find(request).orElseThrow();
        }
    }

    /// Claims the mail about a refusal, see [ImportsTable#claimMail].
    public boolean claimMail(Decision refused, String claimant, Duration length) {
        return MailMarks.END.claim(update(refused), claimant, table.deadline().now(), length);
    }

    /// @param sent false where no mail can be sent, as every address is refused for good
    public void mailEnded(Decision refused, boolean sent) {
        if (MailMarks.END.end(update(refused), sent, table.deadline().now())) {
            log.mailEnded(refused, sent);
        }
    }

    private Update update(Decision decision) {
        return table.update(RequestItem.key(decision.request()));
    }
}
