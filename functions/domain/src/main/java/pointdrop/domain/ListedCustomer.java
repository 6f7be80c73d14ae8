package pointdrop.domain;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A customer as an export lists it: what can be read of it, and the address it is found by.
///
/// @param points null only where they cannot be read
/// @param oddities what cannot be read, such as `points is "1.5"`; empty for a customer that only we have written
public record ListedCustomer(EmailAddress email, @Nullable Long points, @Nullable String name, @Nullable String tier,
        @Nullable Birthday birthday, @Nullable LocalDate createdAt, List<String> oddities) {

    /// What nobody can read of this customer, if so.
    public Optional<Problem> problem() {
        return oddities.isEmpty()
                ? Optional.empty()
                : Optional.of(ProblemCode.CUSTOMER_UNREADABLE.problem(
                        "Another program stored what cannot be read about the customer %s: %s. The customer stays as it is. "
                                + "Send this message to whoever runs the loyalty programme to have it corrected.",
                        Cell.quote(email.value()), String.join(", ", oddities)));
    }

    /// @return empty where something cannot be read
    public Optional<Customer> customer() {
        return points == null || !oddities.isEmpty()
                ? Optional.empty()
                : Optional.of(new Customer(points, name, tier, birthday, createdAt));
    }
}
