package pointdrop.domain;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the outcomes of a shop's rows depend on. An import keeps those that stood when its file was validated.
///
/// @param tiers in the spelling that is stored
/// @param allowNegativeBalance whether a balance may go below zero
public record ShopRules(List<String> tiers, boolean allowNegativeBalance) {
    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    /// The tier that a cell means, in the shop's spelling.
    Optional<String> tier(String cell) {
        String wanted = comparable(cell);
        return tiers.stream().filter(tier -> comparable(tier).equals(wanted)).findFirst();
    }

    /// Why a balance cannot become another.
    ///
    /// @param asked the number that asks for it, for the message
    List<Problem> balanceProblems(long before, long after, long asked) {
        if (Math.abs(after) > Customer.MOST_POINTS) {
            return List.of(ProblemCode.POINTS_OUT_OF_RANGE.problem(
                    "\"%d\" and the balance of %d points together cannot be stored. Write a smaller number.", asked,
                    before));
        }
        return after >= 0 || after == before || allowNegativeBalance
                ? List.of()
                : List.of(ProblemCode.BALANCE_NEGATIVE.problem(
                        "\"%d\" would turn the balance of %d points into %d. Write a number that leaves at least 0.",
                        asked, before, after));
    }

    private static String comparable(String tier) {
        return SPACES.matcher(Normalizer.normalize(tier, Normalizer.Form.NFC))
                .replaceAll(" ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
