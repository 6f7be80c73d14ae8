package pointdrop.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/// What the filled-in cells of one row ask for; null where the cell is empty, absent or wrong.
///
/// @param doubtfulBirthday stands in for `birthday`
/// @param createdAt of a customer whom the row creates; the day of the import where the file says nothing else
public record Values(@Nullable Long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
        @Nullable DoubtfulBirthday doubtfulBirthday, LocalDate createdAt) {
    /// Whether the outcome of the row depends on the customer's birthday.
    public boolean dependsOnBirthday() {
        return birthday != null || doubtfulBirthday != null;
    }

    /// Without a doubtful birthday.
    public Values(@Nullable Long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
            LocalDate createdAt) {
        this(points, name, tier, birthday, null, createdAt);
    }
}
