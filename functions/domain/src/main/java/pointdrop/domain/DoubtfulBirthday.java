package pointdrop.domain;

import java.time.MonthDay;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// A birthday of this or last year: what a spreadsheet makes of a month and day, which it completes with the year. It changes nothing,
/// and is right only where the customer's birthday is known to be that day.
///
/// @param cell as it stands in the file
public record DoubtfulBirthday(String cell, MonthDay day) {
    Optional<Problem> problem(@Nullable Customer customer) {
        Birthday known = customer == null ? null : customer.birthday();
        return known != null && known.day().equals(day)
                ? Optional.empty()
                : Optional.of(ProblemCode.BIRTHDAY_INVALID.problem(
                        "%s is a date of this or last year, which is what a spreadsheet makes of a month and day. "
                                + "Format the column as text, and write month and day such as 01/15, or the year of birth.",
                        Cell.quote(cell)));
    }
}
