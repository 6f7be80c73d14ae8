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

/// For every AWS call of a flow, in each way that it can break, and for every two calls of a short flow that change something: the
/// end is that of a run in which nothing broke, and the log counts no row twice.
@Execution(ExecutionMode.CONCURRENT)
class EveryFaultTest {
    private static final Template TEMPLATE = Main.template();
    /// The kinds of a pair. Both let the call take effect: the function goes on, or another one does.
    private static final List<Fault> IN_TURNS = List.of(Fault.ANSWER_LOST, Fault.KILLED_AFTER);
    private static final List<String> READING = List.of("Get", "Head", "List", "BatchGet", "Query", "Scan");

    /// What breaks at which calls, counted from 1. Calls that a flow breaks itself are not counted.
    private static final class Planned implements Faults {
        private final Flow flow;
        private final Map<Integer, Fault> plan;
        private final boolean inDoomed;
        /// Those that change something.
        private final List<Integer> changing = new ArrayList<>();
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
            if (function.equals(flow.doomed()) && !inDoomed) {
                return Optional.empty();
            }
            calls++;
            if (READING.stream().noneMatch(call.operation()::startsWith)) {
                changing.add(calls);
            }
            return Optional.ofNullable(plan.get(calls));
        }
    }

    /// @param changing the calls that change something
    private record End(String state, int calls, List<Integer> changing) {}

    private static End run(Flow flow, String file, Map<Integer, Fault> plan, boolean inDoomed) {
        Planned faults = new Planned(flow, plan, inDoomed);
        World world = new World(TEMPLATE, () -> Flow.SETTINGS, new Choices(1, Optional.empty(), 0), faults);
        ConsumptionCheck consumption = ConsumptionCheck.of(world, TEMPLATE);
        flow.begin(world, file);
        world.run();
        new MetricsCheck(world).check(plan.isEmpty());
        consumption.check();
        return new End(EndState.of(world), faults.calls, faults.changing);
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

    /// Each pair is broken in two ways: the second call in either one, by turns, after the first was in each. It may be a call that
    /// is made because the first broke.
    ///
    /// Calls that only read are left out. One whose answer is lost is made again. A function that is killed at one has changed what
    /// one that is killed after its last change has, or nothing, and forgets the rest. `aFlowEndsAsIfNothingHadBroken` breaks them too.
    /// The other imports make the same calls as that of `ADD_POINTS`, and most calls of an export are the same.
    @ParameterizedTest
    @EnumSource(names = {"ADD_POINTS", "ENROLL", "ABANDONED_CHUNKS", "ABANDONED_UPLOAD", "REVIEWED_AND_STARTED",
            "UNDONE"})
    void aShortFlowEndsAsIfNoTwoThingsHadBroken(Flow flow) {
        End expected = run(flow, flow.shortFile(), Map.of(), false);
        int pairs = 0;
        for (int first : expected.changing()) {
            for (Fault fault : IN_TURNS) {
                End broken = run(flow, flow.shortFile(), Map.of(first, fault), false);
                int turn = IN_TURNS.indexOf(fault);
                for (int second : broken.changing()) {
                    if (second > first && second <= first + flow.furthestPair()) {
                        Map<Integer, Fault> pair = Map.of(first, fault, second, IN_TURNS.get(turn++ % 2));
                        assertEquals(expected.state(), run(flow, flow.shortFile(), pair, false).state(),
                                () -> pair + " of " + flow);
                        pairs++;
                    }
                }
            }
        }
        assertTrue(pairs > 100, flow.toString());
        System.out.printf(Locale.ROOT, "%s: %d pairs of faults%n", flow, pairs);
    }
}
