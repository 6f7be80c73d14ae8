package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Writes that all take effect, or none.
record Transaction(List<Write> writes) {
    private static final int MOST = 100;

    static Transaction of(Tables tables, List<TransactWriteItem> actions) {
        if (actions.isEmpty() || actions.size() > MOST) {
            throw Refusal.validation("A transaction has from 1 to " + MOST + " actions, not " + actions.size());
        }
        List<Write> writes = new ArrayList<>();
        Set<List<Object>> keys = new HashSet<>();
        for (TransactWriteItem action : actions) {
            Write write = write(tables, action);
            if (!keys.add(List.of(write.table().name(), write.key()))) {
                throw Refusal.validation("Transaction request cannot include multiple operations on one item");
            }
            writes.add(write);
        }
        return new Transaction(writes);
    }

    private static Write write(Tables tables, TransactWriteItem action) {
        List<SdkPojo> chosen = Stream
                .<SdkPojo>of(action.put(), action.update(), action.delete(), action.conditionCheck())
                .filter(Objects::nonNull)
                .toList();
        if (chosen.size() != 1) {
            throw Refusal.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
        RequestFields fields = RequestFields.of(chosen.getFirst(), Write.KNOWN);
        if ((action.update() != null && action.update().updateExpression() == null)
                || (action.conditionCheck() != null && action.conditionCheck().conditionExpression() == null)) {
            throw Refusal.validation("The expression of an update or a condition check must not be null");
        }
        return Write.of(tables, fields);
    }

    void perform() {
        List<Write.Effect> effects = new ArrayList<>();
        List<CancellationReason> reasons = new ArrayList<>();
        for (Write write : writes) {
            try {
                effects.add(write.effect());
                reasons.add(CancellationReason.builder().code("None").build());
            } catch (DynamoDbException refused) {
                reasons.add(reason(refused));
            }
        }
        if (effects.size() < writes.size()) {
            throw Refusal.cancelled(reasons);
        }
        for (int i = 0; i < writes.size(); i++) {
            writes.get(i).commit(effects.get(i));
        }
    }

    private static CancellationReason reason(DynamoDbException refused) {
        CancellationReason.Builder reason = CancellationReason.builder()
                .message(refused.awsErrorDetails().errorMessage());
        return refused instanceof ConditionalCheckFailedException condition
                ? reason.code("ConditionalCheckFailed").item(condition.hasItem() ? condition.item() : null).build()
                : reason.code("ValidationError").build();
    }
}
