package pointdrop.local;

import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Breaks one AWS call, counted over all clients that it is given to.
final class Faults implements ExecutionInterceptor {
    enum Fault {
        /// The call is not sent, and its caller hears so.
        FAIL,
        /// The call takes effect, and its caller hears that it failed.
        LOSE_ANSWER,
        /// The call takes effect, and nothing of the invocation lives on.
        KILL
    }

    /// The end of a process: no call is made any more, and nothing may catch it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    private static final ExecutionAttribute<Integer> NUMBER = new ExecutionAttribute<>("Number");

    private final AtomicInteger calls = new AtomicInteger();
    private volatile int broken;
    private volatile Fault fault = Fault.FAIL;
    private volatile boolean dead;

    /// Counts from 1 again, and breaks no call.
    void none() {
        next(0, Fault.FAIL);
    }

    /// Counts from 1 again.
    ///
    /// @param call number of the one that breaks
    void next(int call, Fault how) {
        calls.set(0);
        broken = call;
        fault = how;
        dead = false;
    }

    int calls() {
        return calls.get();
    }

    /// Another process takes over.
    void revive() {
        dead = false;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        if (dead) {
            throw new Killed();
        }
        int number = calls.incrementAndGet();
        attributes.putAttribute(NUMBER, number);
        if (number == broken && fault == Fault.FAIL) {
            throw SdkClientException.create("Not sent");
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        breakAnswer(attributes);
    }

    /// Answers that are exceptions get lost too.
    @Override
    public Throwable modifyException(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (context.httpResponse().isPresent()) {
            breakAnswer(attributes);
        }
        return context.exception();
    }

    private void breakAnswer(ExecutionAttributes attributes) {
        Integer number = attributes.getAttribute(NUMBER);
        if (number == null || number != broken) {
            return;
        }
        switch (fault) {
            case FAIL -> {
            }
            case LOSE_ANSWER -> throw SdkClientException.create("Answer lost");
            case KILL -> {
                dead = true;
                throw new Killed();
            }
        }
    }
}
