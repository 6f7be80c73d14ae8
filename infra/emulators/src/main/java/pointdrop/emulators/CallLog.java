package pointdrop.emulators;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/// Counts the calls of AWS clients.
public final class CallLog implements ExecutionInterceptor {
    private final ConcurrentMap<String, LongAdder> calls = new ConcurrentHashMap<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        calls.computeIfAbsent(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), _ -> new LongAdder())
                .increment();
    }

    /// @param operation as AWS calls it, such as `UploadPart`
    public long count(String operation) {
        LongAdder count = calls.get(operation);
        return count == null ? 0 : count.sum();
    }
}
