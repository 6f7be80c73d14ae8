package pointdrop.domain;

import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// A cell of points: a whole number with an optional sign, nothing else.
final class Points {
    /// The largest magnitude that a cell may ask for.
    static final long MAX = 1_000_000_000_000L;
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[+-]?[0-9]++");
    private static final Pattern SIGN_AND_ZEROS = Pattern.compile("^[+-]?0*+");
    private static final int MAX_DIGITS = Long.toString(MAX).length();

    private Points() {}

    /// @param cell a trimmed cell that is not empty
    /// @return the number, or null with the problem added
    static @Nullable Long parse(String cell, List<Problem> problems) {
        if (!WHOLE_NUMBER.matcher(cell).matches()) {
            problems.add(ProblemCode.POINTS_INVALID.problem(
                    "%s is not a whole number. Write digits only, such as 100 or -300.", Cell.quote(cell)));
            return null;
        }
        boolean inRange = SIGN_AND_ZEROS.matcher(cell).replaceFirst("").length() <= MAX_DIGITS
                && Math.abs(Long.parseLong(cell)) <= MAX;
        if (!inRange) {
            problems.add(ProblemCode.POINTS_OUT_OF_RANGE.problem(
                    "%s is out of range. Write a number from -1000000000000 to 1000000000000.", Cell.quote(cell)));
            return null;
        }
        return Long.parseLong(cell);
    }
}
