package pointdrop.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What a piece of work took.
///
/// @param seconds by the clock
/// @param cpuSeconds of this process with its compilers and collector; emulators and stubs are processes of their own
/// @param heapMib the most that the heap held since the process began
record Measured(double seconds, double cpuSeconds, long heapMib) {

    static Measured of(Runnable work) {
        long start = System.nanoTime();
        long cpuBefore = cpuNanos();
        work.run();
        long cpu = cpuNanos() - cpuBefore;
        return new Measured((System.nanoTime() - start) / 1e9, cpu / 1e9, heapPeak() >> 20);
    }

    /// The one of the median time.
    static Measured median(List<Measured> rounds) {
        return rounds.stream().sorted(Comparator.comparingDouble(Measured::seconds)).toList().get(rounds.size() / 2);
    }

    /// Says it to a person while more is measured.
    Measured told(String what) {
        System.out.println(text(what));
        return this;
    }

    /// How many of something were done a second.
    double perSecond(long done) {
        return done / seconds;
    }

    /// For a person, such as `validated in 12.1 s, 11.8 s of CPU, heap at most 200 of 512 MiB`.
    String text(String what) {
        return String.format(Locale.ROOT, "%s in %.1f s, %.1f s of CPU, heap at most %d of %d MiB", what, seconds,
                cpuSeconds, heapMib, Runtime.getRuntime().maxMemory() >> 20);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static long heapPeak() {
        return ManagementFactory.getMemoryPoolMXBeans()
                .stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
