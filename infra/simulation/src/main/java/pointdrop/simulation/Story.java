package pointdrop.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What happened in a history, step by step.
final class Story {
    /// @param who function and number of the invocation, or the service
    /// @param what the call with its key, or the event
    /// @param outcome what broke, or what came back
    record Step(Instant time, String who, String what, String outcome) {
        @Override
        public String toString() {
            Duration since = Duration.between(Agenda.START, time);
            return String.format(Locale.ROOT, "%3dd %02d:%02d:%02d.%03d  %-22s %-90s %s", since.toDays(),
                    since.toHoursPart(),
                    since.toMinutesPart(), since.toSecondsPart(), since.toMillisPart(), who, what, outcome);
        }
    }

    private final List<Step> steps = new ArrayList<>();

    void add(Instant time, String who, String what, String outcome) {
        steps.add(new Step(time, who, what, outcome));
    }

    List<Step> steps() {
        return steps;
    }
}
