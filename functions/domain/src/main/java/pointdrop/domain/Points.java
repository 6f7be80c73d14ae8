package pointdrop.domain;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// A cell of points: a whole number with an optional sign, nothing else.
final class Points {
    /// The largest magnitude that a cell may ask for.
    static final long MAX = 1_000_000_000_000L;
    private static final Set<String> WHOLE_ENDS = Set.of("", ".0", ".00");

    private Points() {}

    /// @param cell a trimmed cell that is not empty
    /// @return the number, or null with the problem added
    static @Nullable Long parse(String cell, List<Problem> problems) {
        int end = endOfNumber(cell);
        if (end < 0) {
            problems.add(ProblemCode.POINTS_INVALID.problem(
                    "%s is not a whole number. Write digits only, such as 100 or -300.", Cell.quote(cell)));
            return null;
        }
        long magnitude = 0;
        for (int i = startOfDigits(cell); i < end && magnitude <= MAX; i++) {
            magnitude = 10 * magnitude + cell.charAt(i) - '0';
        }
        if (magnitude > MAX) {
            problems.add(ProblemCode.POINTS_OUT_OF_RANGE.problem(
                    "%s is out of range. Write a number from -1000000000000 to 1000000000000.", Cell.quote(cell)));
            return null;
        }
        return cell.startsWith("-") ? -magnitude : magnitude;
    }

    /// Whether a trimmed cell is a whole number, in range or not.
    static boolean isWhole(String cell) {
        return endOfNumber(cell) >= 0;
    }

    /// Where the digits end; -1 where the cell is no whole number. Decimals are what programs add that keep whole numbers as fractions: at most two
    /// zeros, for `1.000` may be a thousand.
    private static int endOfNumber(String cell) {
        int end = startOfDigits(cell);
        while (end < cell.length() && cell.charAt(end) >= '0' && cell.charAt(end) <= '9') {
            end++;
        }
        boolean digits = end > startOfDigits(cell);
        return digits && WHOLE_ENDS.contains(cell.substring(end)) ? end : -1;
    }

    private static int startOfDigits(String cell) {
        return cell.startsWith("+") || cell.startsWith("-") ? 1 : 0;
    }
}
