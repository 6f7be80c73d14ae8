package pointdrop.local;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Lets the update of one customer through, and nothing of the invocation live on after it. Updates of other customers, which
/// may come first, wait for it and are not sent.
final class OneWrite implements ExecutionInterceptor {
    private final String table;
    private final String email;
    private final CountDownLatch written = new CountDownLatch(1);

    /// @param table of the customers
    OneWrite(String table, String email) {
        this.table = table;
        this.email = email;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (isWrite(context.request()) && !isTheOne(context.request())) {
            awaitTheOne();
        }
        if (written.getCount() == 0) {
            throw new Killed();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (isTheOne(context.request())) {
            written.countDown();
            throw new Killed();
        }
    }

    private void awaitTheOne() {
        try {
            written.await();
        } catch (InterruptedException killed) {
            throw new Killed();
        }
    }

    private boolean isWrite(Object request) {
        return request instanceof UpdateItemRequest update && update.tableName().equals(table);
    }

    private boolean isTheOne(Object request) {
        return isWrite(request) && request instanceof UpdateItemRequest update
                && email.equals(Objects.requireNonNull(update.key().get("email")).s());
    }
}
