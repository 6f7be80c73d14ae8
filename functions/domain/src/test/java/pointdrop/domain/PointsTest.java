package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PointsTest {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("([+-]?[0-9]+)(?:\\.0{1,2})?");

    private static String anyCell(RandomInput random) {
        return random.oneOf("", "+", "-", "--", " ") + random.text(random.oneOf("0", "019", "019.,e\u0661"), 0, 6)
                + random.oneOf("", "999999999999", "1000000000000", "1000000000001", "9223372036854775808")
                + random.oneOf("", "", ".0", ".00", ".000", ".", ".5");
    }

    @Test
    void aWholeNumberUpToTheLimitIsReadAndNothingElse() {
        RandomInput.check(20_000, PointsTest::anyCell, cell -> {
            Matcher whole = WHOLE_NUMBER.matcher(cell);
            assertEquals(whole.matches(), Points.isWhole(cell));
            List<Problem> problems = new ArrayList<>();
            Long read = Points.parse(cell, problems);
            List<ProblemCode> codes = problems.stream().map(Problem::code).toList();
            if (!whole.matches()) {
                assertEquals(List.of(ProblemCode.POINTS_INVALID), codes);
            } else if (new BigInteger(whole.group(1)).abs().compareTo(BigInteger.valueOf(Points.MAX)) > 0) {
                assertEquals(List.of(ProblemCode.POINTS_OUT_OF_RANGE), codes);
            } else {
                assertEquals(Long.valueOf(whole.group(1)), read);
                assertEquals(List.of(), codes);
            }
        });
    }
}
