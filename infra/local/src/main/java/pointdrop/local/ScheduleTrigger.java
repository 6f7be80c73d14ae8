package pointdrop.local;

import java.time.Duration;
import java.time.Instant;
import pointdrop.emulators.Events;

/// Calls a function again and again, as EventBridge does by its schedule.
record ScheduleTrigger(LocalFunction function, Duration rate) implements Runnable {
    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(rate);
                function.invoke(Events.schedule(Instant.now()));
            } catch (InvocationFailed failed) {
                Console.log(String.valueOf(failed.getMessage()));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }
}
