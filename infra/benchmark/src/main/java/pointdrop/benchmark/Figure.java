package pointdrop.benchmark;

import java.util.List;
import java.util.Locale;

/// One row of docs/BENCHMARKS.md.
///
/// @param measure what was measured, and how
/// @param figure what came out, with its unit
/// @param baseline what it is compared with, and what came out there; empty where there is none
/// @param ratio of the figure to the baseline, or to the limit that the target names; empty where there is none
/// @param target what it has to be; empty where nothing was promised
/// @param verdict `yes`, `no`, or empty where nothing was promised
record Figure(String measure, String figure, String baseline, String ratio, String target, String verdict) {
    private static final String SEPARATOR = "\t";

    /// A figure that nothing was promised of.
    static Figure of(String measure, String figure) {
        return new Figure(measure, figure, "", "", "", "");
    }

    /// The same beside a baseline of the same run.
    Figure beside(String name, String its) {
        return new Figure(measure, figure, name + ": " + its, ratio, target, verdict);
    }

    /// What it has to reach.
    Figure atLeast(double least, double reached) {
        return judged("at least " + plain(least), reached, reached >= least);
    }

    /// What it must not exceed.
    Figure atMost(double most, double reached) {
        return judged("at most " + plain(most), reached, reached <= most);
    }

    private Figure judged(String promise, double reached, boolean kept) {
        return new Figure(measure, figure, baseline, String.format(Locale.ROOT, "%.2f", reached), promise,
                kept ? "yes" : "no");
    }

    private static String plain(double number) {
        return number == Math.rint(number)
                ? String.format(Locale.ROOT, "%.0f", number)
                : Double.toString(number);
    }

    private List<String> cells() {
        return List.of(measure, figure, baseline, ratio, target, verdict);
    }

    /// As a row of a Markdown table.
    String row() {
        return "| " + String.join(" | ", cells()) + " |";
    }

    /// As a line for another process.
    String line() {
        return String.join(SEPARATOR, cells());
    }

    static Figure parse(String line) {
        String[] cells = line.split(SEPARATOR, -1);
        return new Figure(cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]);
    }
}
