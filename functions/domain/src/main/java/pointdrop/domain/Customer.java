package pointdrop.domain;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/// What is known of a customer, beside the e-mail address.
///
/// @param points the balance; below zero only where the shop allows it
public record Customer(long points, @Nullable String name, @Nullable String tier, @Nullable Birthday birthday,
        @Nullable LocalDate createdAt) {

    Customer withPoints(long newPoints) {
        return new Customer(newPoints, name, tier, birthday, createdAt);
    }

    Customer withTier(String newTier) {
        return new Customer(points, name, newTier, birthday, createdAt);
    }

    Customer withBirthday(Birthday newBirthday) {
        return new Customer(points, name, tier, newBirthday, createdAt);
    }
}
