package pointdrop.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/// What is known of a customer, beside the e-mail address.
///
/// @param points the balance; below zero only where the shop allows it
public record Customer(long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
        @Nullable LocalDate createdAt) {
    /// The largest magnitude of a balance: the difference of any two still fits 64 bits.
    public static final long MOST_POINTS = 4_000_000_000_000_000_000L;

    /// A new customer, of whom only the day of creation is known.
    static Customer created(LocalDate day) {
        return new Customer(0, null, null, null, day);
    }

    Customer withPoints(long newPoints) {
        return new Customer(newPoints, name, tier, birthday, createdAt);
    }

    /// With the values that a row fills in, except points.
    Customer with(Values values) {
        return new Customer(points, values.name() == null ? name : values.name(),
                values.tier() == null ? tier : values.tier(),
                values.birthday() == null ? birthday : values.birthday().keepingYearOf(birthday), createdAt);
    }
}
