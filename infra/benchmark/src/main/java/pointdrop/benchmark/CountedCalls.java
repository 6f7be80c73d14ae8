package pointdrop.benchmark;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// Counts the requests of clients, and what DynamoDB says that they consumed.
final class CountedCalls implements ExecutionInterceptor {
    private final Map<Kind, Sum> sums = new ConcurrentSkipListMap<>();

    /// @param service as the SDK names it, such as `DynamoDb`
    /// @param operation such as `UpdateItem`
    /// @param table empty where it is none of DynamoDB
    record Kind(String service, String operation, String table) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            return toString().compareTo(other.toString());
        }

        boolean isRead() {
            return List.of("GetItem", "BatchGetItem", "Query", "Scan").contains(operation);
        }
    }

    /// @param units of capacity
    record Sum(long requests, double units) {
        static final Sum NONE = new Sum(0, 0);

        Sum plus(Sum other) {
            return new Sum(requests + other.requests, units + other.units);
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest call, ExecutionAttributes attributes) {
        SdkRequest.Builder asking = call.request().toBuilder();
        call.request()
                .sdkFields()
                .stream()
                .filter(field -> field.memberName().equals("ReturnConsumedCapacity"))
                .forEach(field -> field.set(asking, "TOTAL"));
        return asking.build();
    }

    @Override
    public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
        List<ConsumedCapacity> consumed = consumed(call.response());
        String table = consumed.isEmpty() ? "" : consumed.getFirst().tableName();
        add(attributes, table, consumed.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum());
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution call, ExecutionAttributes attributes) {
        add(attributes, "", 0);
    }

    private void add(ExecutionAttributes attributes, String table, double units) {
        Kind kind = new Kind(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME),
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), table);
        sums.merge(kind, new Sum(1, units), Sum::plus);
    }

    /// One where a call is about one table, a list where it may be about several.
    private static List<ConsumedCapacity> consumed(SdkPojo response) {
        @Nullable
        Object consumed = response.sdkFields()
                .stream()
                .filter(field -> field.memberName().equals("ConsumedCapacity"))
                .findFirst()
                .map(field -> field.getValueOrDefault(response))
                .orElse(null);
        return switch (consumed) {
            case ConsumedCapacity one -> List.of(one);
            case List<?> several -> several.stream().map(ConsumedCapacity.class::cast).toList();
            case null, default -> List.of();
        };
    }

    Sum sum(Predicate<Kind> wanted) {
        return sums.entrySet()
                .stream()
                .filter(entry -> wanted.test(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce(Sum.NONE, Sum::plus);
    }

    /// For a person.
    @Override
    public String toString() {
        return String.join("\n",
                sums.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    }
}
