package pointdrop.local;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Lets one update of a table through, and nothing of the invocation live on after it.
final class OneWrite implements ExecutionInterceptor {
    private final String table;
    private final AtomicInteger writes = new AtomicInteger();
    private volatile boolean dead;

    OneWrite(String table) {
        this.table = table;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (dead || (isWrite(context.request()) && writes.incrementAndGet() > 1)) {
            throw new Faults.Killed();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (isWrite(context.request())) {
            dead = true;
            throw new Faults.Killed();
        }
    }

    private boolean isWrite(Object request) {
        return request instanceof UpdateItemRequest update && update.tableName().equals(table);
    }
}
