package pointdrop.storage;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Rejection;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The layout of a decision on a request in the Imports table: in a partition apart from the shop's history, those of an import one
/// behind the other, in the order of time.
final class RequestItem {
    private static final String SUFFIX = "#requests";
    private static final String VERB = "verb";
    private static final String IMPORT = "import";
    private static final String REQUEST = "request";
    private static final String AT = "at";
    private static final String OUTCOME = "outcome";
    private static final String REASON = "reason";
    private static final String NOTIFY = "notify";
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    private RequestItem() {}

    static String partition(String shop) {
        return shop + SUFFIX;
    }

    /// What the ids of all requests about an import begin with.
    static String prefix(String importId) {
        return importId + "#";
    }

    static Map<String, AttributeValue> key(Request request) {
        return ImportItem.key(partition(request.shop()), prefix(request.importId()) + request.id());
    }

    static Map<String, AttributeValue> accepted(Request request) {
        return item(request, ACCEPTED);
    }

    /// @param notifyAddress the address that the upload of the import asked to mail to
    static Map<String, AttributeValue> refused(Request request, Rejection reason, @Nullable String notifyAddress) {
        Map<String, AttributeValue> item = item(request, REFUSED);
        item.put(REASON, Attributes.of(reason.code().name()));
        item.put(ImportItem.MESSAGE, Attributes.of(reason.message()));
        Attributes.putText(item, NOTIFY, notifyAddress);
        return item;
    }

    private static Map<String, AttributeValue> item(Request request, String outcome) {
        Map<String, AttributeValue> item = new HashMap<>(key(request));
        item.putAll(Map.of(ImportItem.KIND, Attributes.of("request"), VERB, Attributes.of(request.verb()),
                IMPORT, Attributes.of(request.importId()), REQUEST, Attributes.of(request.id()),
                AT, Attributes.of(request.at()), OUTCOME, Attributes.of(outcome)));
        ImportItem.writeAuthor(item, request.author());
        return item;
    }

    static Decision read(Map<String, AttributeValue> item) {
        String partition = Attributes.requiredText(item, ImportItem.SHOP);
        return read(new Request(partition.substring(0, partition.length() - SUFFIX.length()),
                Attributes.requiredText(item, VERB), Attributes.requiredText(item, IMPORT),
                Attributes.requiredText(item, REQUEST), requireNonNull(Attributes.time(item, AT)),
                ImportItem.readAuthor(item)), item);
    }

    /// @param item of that request
    static Decision read(Request request, Map<String, AttributeValue> item) {
        Rejection refusal = Attributes.requiredText(item, OUTCOME).equals(REFUSED)
                ? new Rejection(Rejection.Code.valueOf(Attributes.requiredText(item, REASON)),
                        requireNonNull(Attributes.text(item, ImportItem.MESSAGE)))
                : null;
        return new Decision(request, refusal, Attributes.text(item, NOTIFY),
                refusal != null && !MailMarks.END.isSent(item) && !MailMarks.END.isFailed(item));
    }
}
