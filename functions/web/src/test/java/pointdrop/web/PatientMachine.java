package pointdrop.web;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import pointdrop.emulators.TestClock;
import pointdrop.storage.Machine;

/// A machine on which waiting takes no time: the clock goes ahead instead.
record PatientMachine(TestClock clock, Machine machine) implements Machine {
    PatientMachine(TestClock clock) {
        this(clock, Machine.withClock(clock));
    }

    @Override
    public Instant now() {
        return machine.now();
    }

    @Override
    public void pause(Duration longest) {
        clock.advance(longest);
    }

    @Override
    public ExecutorService threads(int most) {
        return machine.threads(most);
    }

    @Override
    public String uniqueId() {
        return machine.uniqueId();
    }

    @Override
    public String secret() {
        return machine.secret();
    }
}
