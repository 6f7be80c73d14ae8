package pointdrop.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;

/// Runs tasks one after the other in the thread that waits for them, in an order that the seed picks.
final class ShuffledTasks extends AbstractExecutorService {
    private final Choices choices;
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean shutdown;

    ShuffledTasks(Choices choices) {
        this.choices = choices;
    }

    @Override
    protected <T> RunnableFuture<T> newTaskFor(Callable<T> callable) {
        return new FutureTask<>(callable) {
            @Override
            public T get() throws InterruptedException, ExecutionException {
                while (!isDone()) {
                    runOne();
                }
                return super.get();
            }
        };
    }

    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException();
        }
        waiting.add(task);
    }

    @Override
    public void shutdown() {
        shutdown = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = List.copyOf(waiting);
        waiting.clear();
        return left;
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    @Override
    public boolean isTerminated() {
        return shutdown && waiting.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        while (!waiting.isEmpty()) {
            runOne();
        }
        return isTerminated();
    }

    private void runOne() {
        waiting.remove(choices.below(waiting.size())).run();
    }
}
