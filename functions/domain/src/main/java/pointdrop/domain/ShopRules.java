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

    private static String comparable(String tier) {
        return SPACES.matcher(Normalizer.normalize(tier, Normalizer.Form.NFC))
                .replaceAll(" ")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
