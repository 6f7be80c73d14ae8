package pointdrop.local;

import java.util.function.Predicate;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Lets the first call of a kind take effect, and nothing of the invocation live on after it.
final class KilledAfter implements ExecutionInterceptor {
    private final Predicate<SdkRequest> last;
    private volatile boolean dead;

    KilledAfter(Predicate<SdkRequest> last) {
        this.last = last;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (dead) {
            throw new Killed();
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (last.test(context.request())) {
            dead = true;
            throw new Killed();
        }
    }
}
