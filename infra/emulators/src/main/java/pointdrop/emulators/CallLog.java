package pointdrop.emulators;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// Counts the calls of AWS clients, and the write units that DynamoDB charges for updates.
public final class CallLog implements ExecutionInterceptor {
    private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, DoubleAdder> writeUnits = new ConcurrentHashMap<>();

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        calls.computeIfAbsent(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), _ -> new LongAdder())
                .increment();
        return context.request() instanceof UpdateItemRequest update
                ? update.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build()
                : context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (context.response() instanceof UpdateItemResponse update) {
            ConsumedCapacity consumed = update.consumedCapacity();
            writeUnits.computeIfAbsent(consumed.tableName(), _ -> new DoubleAdder()).add(consumed.capacityUnits());
        }
    }

    /// @param operation as AWS calls it, such as `UpdateItem`
    public long count(String operation) {
        LongAdder count = calls.get(operation);
        return count == null ? 0 : count.sum();
    }

    /// Write units of updates that took effect.
    public double writeUnits(String table) {
        DoubleAdder units = writeUnits.get(table);
        return units == null ? 0 : units.sum();
    }
}
