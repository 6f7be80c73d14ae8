package pointdrop.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import pointdrop.emulators.Template;
import pointdrop.emulators.memory.Calls;

/// For every AWS call of a flow, in each way that it can break, and for every pair of them in short flows: the end is that of
/// a run in which nothing broke.
@Execution(ExecutionMode.CONCURRENT)
class EveryFaultTest {
    private static final Template TEMPLATE = Main.template();
    /// The kinds that both let the call take effect: the function goes on, or another one does.
    private static final List<Fault> IN_TURNS = List.of(Fault.ANSWER_LOST, Fault.KILLED_AFTER);

    /// What breaks at which calls, counted from 1. Calls that a flow breaks itself are not counted.
    private static final class Planned implements Faults {
        private final Flow flow;
        private final Map<Integer, Fault> plan;
        private final boolean inDoomed;
        private int calls;

        /// @param inDoomed whether calls count of a function that the flow lets fail for good
        Planned(Flow flow, Map<Integer, Fault> plan, boolean inDoomed) {
            this.flow = flow;
            this.plan = plan;
            this.inDoomed = inDoomed;
        }

        @Override
        public Optional<Fault> next(String function, Calls.Call call) {
            if (flow.breaksAlways(function, call)) {
                return Optional.of(Fault.KILLED_BEFORE);
            }
            return function.equals(flow.doomed()) && !inDoomed
                    ? Optional.empty()
                    : Optional.ofNullable(plan.get(++calls));
        }
    }

    private record End(String state, int calls) {}

    private static End run(Flow flow, String file, Map<Integer, Fault> plan, boolean inDoomed) {
        Planned faults = new Planned(flow, plan, inDoomed);
        World world = new World(TEMPLATE, () -> Flow.SETTINGS, new Choices(1, Optional.empty(), 0), faults);
        flow.begin(world, file);
        world.run();
        return new End(EndState.of(world), faults.calls);
    }

    @ParameterizedTest
    @EnumSource
    void aFlowEndsAsIfNothingHadBroken(Flow flow) {
        End expected = run(flow, flow.file(), Map.of(), true);
        int cases = 0;
        for (int call = 1; call <= expected.calls(); call++) {
            for (Fault fault : Fault.values()) {
                assertEquals(expected.state(), run(flow, flow.file(), Map.of(call, fault), true).state(),
                        String.format(Locale.ROOT, "%s at call %d of %s", fault, call, flow));
                cases++;
            }
        }
        System.out.printf(Locale.ROOT, "%s: %d calls, %d cases%n", flow, expected.calls(), cases);
    }

    /// The other imports make the same calls as that of `ADD_POINTS`, and most calls of an export are the same.
    @ParameterizedTest
    @EnumSource(names = {"ADD_POINTS", "ENROLL", "ABANDONED_CHUNKS", "ABANDONED_UPLOAD", "REVIEWED_AND_STARTED",
            "UNDONE"})
    void aShortFlowEndsAsIfNoTwoThingsHadBroken(Flow flow) {
        End expected = run(flow, flow.shortFile(), Map.of(), false);
        List<Map<Integer, Fault>> pairs = new ArrayList<>();
        for (int first = 1; first <= expected.calls(); first++) {
            int last = Math.min(expected.calls() + 5, first + flow.furthestPair());
            for (int second = first + 1; second <= last; second++) {
                pairs.add(Map.of(first, IN_TURNS.get(pairs.size() / 2 % 2), second, IN_TURNS.get(pairs.size() % 2)));
            }
        }
        for (Map<Integer, Fault> pair : pairs) {
            assertEquals(expected.state(), run(flow, flow.shortFile(), pair, false).state(),
                    () -> pair + " of " + flow);
        }
        assertTrue(pairs.size() > 100, flow.toString());
        System.out.printf(Locale.ROOT, "%s: %d pairs of faults%n", flow, pairs.size());
    }
}
