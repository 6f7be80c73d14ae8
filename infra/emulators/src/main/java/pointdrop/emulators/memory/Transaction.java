package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// Writes that all take effect, or none.
record Transaction(List<Write> writes) {
    private static final int MOST = 100;
    /// Each item is written to prepare and to commit, also where it is only checked (DynamoDB Developer Guide, "Capacity management for
    /// transactions").
    private static final int PASSES = 2;

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

    /// What a cancelled one costs, AWS neither tells nor documents. Here it is nothing.
    ///
    /// @return the write units, by table
    Map<String, Double> perform() {
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
        Map<String, Double> units = new TreeMap<>();
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            double charged = write.table().charge(true, PASSES * write.units(effects.get(i)));
            units.merge(write.table().name(), charged, Double::sum);
            write.commit(effects.get(i));
        }
        return units;
    }

    private static CancellationReason reason(DynamoDbException refused) {
        CancellationReason.Builder reason = CancellationReason.builder()
                .message(refused.awsErrorDetails().errorMessage());
        return refused instanceof ConditionalCheckFailedException condition
                ? reason.code("ConditionalCheckFailed").item(condition.hasItem() ? condition.item() : null).build()
                : reason.code("ValidationError").build();
    }
}
