package pointdrop.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.storage.RecentImport;
import pointdrop.storage.StoredCustomer;
import pointdrop.storage.Stores;
import pointdrop.web.Refused.Code;

/// One customer, and what imports have changed lately.
record CustomersApi(Web web) {
    private static final int LONGEST_ADDRESS = 320;

    Answer lookUp(Call call, Caller caller) {
        String asked = call.fields().requiredText("email", LONGEST_ADDRESS);
        EmailAddress email = EmailAddress.parse(asked)
                .orElseThrow(() -> Refused.because(Code.REQUEST_INVALID,
                        "\"%s\" is no e-mail address. Send one such as alice@example.com.", asked));
        Stores stores = web.stores();
        StoredCustomer found = Objects.requireNonNull(stores.customers()
                .read(caller.shop().id(), List.of(email), stores.deadline().backoff())
                .get(email));
        if (found.item().isEmpty()) {
            throw Refused.because(Code.CUSTOMER_NOT_FOUND,
                    "No customer has the e-mail address \"%s\".", email.value());
        }
        return Answer.json(200, json(email, found));
    }

    private static Map<String, Object> json(EmailAddress email, StoredCustomer found) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("email", email.value());
        Customer customer = found.customer();
        json.put("points", customer == null ? 0 : customer.points());
        if (customer != null) {
            put(json, "name", customer.name());
            put(json, "tier", customer.tier());
            put(json, "birthday", customer.birthdayText());
            put(json, "createdAt", customer.createdAt());
        }
        put(json, "unreadable", found.obstacle() == null ? null : found.obstacle().message());
        json.put("recent", Objects.requireNonNullElse(found.recent(), List.<RecentImport>of())
                .stream()
                .map(CustomersApi::change)
                .toList());
        return json;
    }

    private static Map<String, Object> change(RecentImport recent) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("importId", recent.importId());
        json.put("at", recent.at().toString());
        json.put("delta", recent.delta());
        json.put("created", recent.before() == null);
        put(json, "before", recent.before() == null ? null : recent.before().points());
        put(json, "reason", recent.reason());
        return json;
    }

    private static void put(Map<String, Object> json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value instanceof Long ? value : value.toString());
        }
    }
}
