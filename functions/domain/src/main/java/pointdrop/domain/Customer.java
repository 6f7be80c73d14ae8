package pointdrop.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/// What is known of a customer, beside the e-mail address.
///
/// @param points the balance; below zero only where the shop allows it
/// @param setBy id of the import that last made the balance a number; null where all have only added to it
/// @param creation null where no import created the customer, or it is not known
public record Customer(long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
        @Nullable LocalDate createdAt, @Nullable String setBy, @Nullable Creation creation) {
    /// The largest magnitude of a balance: the difference of any two still fits 64 bits.
    public static final long MOST_POINTS = 4_000_000_000_000_000_000L;

    /// A customer of whom it is not known which imports wrote it.
    public Customer(long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
            @Nullable LocalDate createdAt) {
        this(points, name, tier, birthday, createdAt, null, null);
    }

    /// A new customer, of whom only the day of creation is known.
    static Customer created(LocalDate day, String importId) {
        return new Customer(0, null, null, null, day, null, new Creation(importId, true));
    }

    Customer withPoints(long newPoints, @Nullable String newSetBy) {
        return new Customer(newPoints, name, tier, birthday, createdAt, newSetBy, creation);
    }

    /// With the values that a row fills in, except points.
    Customer with(Values values) {
        return new Customer(points, values.name() == null ? name : values.name(),
                values.tier() == null ? tier : values.tier(),
                values.birthday() == null ? birthday : values.birthday().keepingYearOf(birthday), createdAt, setBy,
                creation);
    }

    /// As stored and exported, see [Birthday#text]; null where it is not known.
    public @Nullable String birthdayText() {
        return birthday == null ? null : birthday.text();
    }

    /// The same customer as the imports that wrote it left their traces.
    public Customer withTraces(@Nullable String newSetBy, @Nullable Creation newCreation) {
        return new Customer(points, name, tier, birthday, createdAt, newSetBy, newCreation);
    }

    /// Whether nobody but us would see a difference.
    boolean looksLike(@Nullable Customer other) {
        return other != null && withTraces(null, null).equals(other.withTraces(null, null));
    }
}
