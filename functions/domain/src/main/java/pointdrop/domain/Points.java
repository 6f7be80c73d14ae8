package pointdrop.domain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// A cell of points: a whole number with an optional sign, nothing else.
final class Points {
    /// The largest magnitude that a cell may ask for.
    static final long MAX = 1_000_000_000_000L;
    /// Decimals are what programs add that keep whole numbers as fractions: at most two zeros, for `1.000` may be a thousand.
    static final String WHOLE_NUMBER = "([+-]?[0-9]++)(?:\\.0{1,2})?";
    private static final Pattern PATTERN = Pattern.compile(WHOLE_NUMBER);
    private static final Pattern SIGN_AND_ZEROS = Pattern.compile("^[+-]?0*+");
    private static final int MAX_DIGITS = Long.toString(MAX).length();

    private Points() {}

    /// @param cell a trimmed cell that is not empty
    /// @return the number, or null with the problem added
    static @Nullable Long parse(String cell, List<Problem> problems) {
        Matcher wholeNumber = PATTERN.matcher(cell);
        if (!wholeNumber.matches()) {
            problems.add(ProblemCode.POINTS_INVALID.problem(
                    "%s is not a whole number. Write digits only, such as 100 or -300.", Cell.quote(cell)));
            return null;
        }
        String number = wholeNumber.group(1);
        boolean inRange = SIGN_AND_ZEROS.matcher(number).replaceFirst("").length() <= MAX_DIGITS
                && Math.abs(Long.parseLong(number)) <= MAX;
        if (!inRange) {
            problems.add(ProblemCode.POINTS_OUT_OF_RANGE.problem(
                    "%s is out of range. Write a number from -1000000000000 to 1000000000000.", Cell.quote(cell)));
            return null;
        }
        return Long.parseLong(number);
    }
}
