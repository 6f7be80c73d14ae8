package pointdrop.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import pointdrop.domain.Action;
import pointdrop.domain.Field;
import pointdrop.storage.Environment;

/// Who calls, and what can be done.
record SessionApi(Web web) {

    Answer show(Call call, Caller caller) {
        Environment environment = web.stores().environment();
        Map<String, Object> session = new LinkedHashMap<>();
        session.put("by", caller.by());
        session.put("access", caller.access().label());
        session.put("expiresAt", caller.expiresAt().toString());
        session.put("shops", List.of(Map.of("shop", caller.shop().id(), "tiers", caller.shop().rules().tiers())));
        session.put("actions", Arrays.stream(Action.values()).map(SessionApi::action).toList());
        session.put("limits", Map.of("fileBytes", environment.requiredNumber("POINTDROP_SIZE_LIMIT"),
                "fileRows", environment.requiredNumber("POINTDROP_ROW_LIMIT"),
                "undoDays", environment.requiredNumber("POINTDROP_UNDO_DAYS")));
        return Answer.json(200, session);
    }

    private static Map<String, Object> action(Action action) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("action", action.label());
        fields.put("title", title(action));
        fields.put("description", description(action));
        fields.put("required", action.required().stream().map(Field::label).toList());
        fields.put("optional", action.optional().stream().map(Field::label).toList());
        return fields;
    }

    private static String title(Action action) {
        return switch (action) {
            case ADD_POINTS -> "Add or remove points";
            case RESET_POINTS -> "Set balances";
            case UPDATE_BIRTHDAY -> "Set birthdays";
            case UPDATE_CUSTOMERS -> "Update customers";
            case ENROLL -> "Add new customers";
            case UPSERT -> "Add or update customers";
        };
    }

    private static String description(Action action) {
        return switch (action) {
            case ADD_POINTS -> "Adds the points of each row to the customer's balance; -300 takes 300 away.";
            case RESET_POINTS -> "Makes each customer's balance the number in the row.";
            case UPDATE_BIRTHDAY -> "Sets month and day of each customer's birthday.";
            case UPDATE_CUSTOMERS -> "Sets what is filled in: birthday, balance, tier. Empty cells change nothing.";
            case ENROLL -> "Creates a customer for each row. A row of a customer who exists fails and changes nothing.";
            case UPSERT -> "Creates customers who are missing, and sets what is filled in for the others.";
        };
    }

    Answer end(Call call, Caller caller) {
        call.cookie(web.webUrl().sessionCookie()).ifPresent(token -> {
            if (caller.email().isPresent()) {
                web.stores().sessions().end(token);
            }
        });
        return Answer.empty(204).withCookie(web.webUrl().clearCookie(web.webUrl().sessionCookie()));
    }
}
