package pointdrop.domain;

import java.util.List;

/// What the actions can object to once they see the customer.
final class Objections {
    private Objections() {}

    static List<Problem> customerNotFound(Row row) {
        return List.of(ProblemCode.CUSTOMER_NOT_FOUND.problem(
                "No customer has the e-mail address %s. Correct it, or enroll the customer first.", email(row)));
    }

    static List<Problem> customerExists(Row row) {
        return List.of(ProblemCode.CUSTOMER_EXISTS.problem(
                "A customer with the e-mail address %s exists already. Use update-customers to change it.",
                email(row)));
    }

    /// @param asked the number in the row
    static List<Problem> balance(long before, long asked, long after, Shop shop) {
        if (after >= 0 || after == before || shop.allowNegativeBalance()) {
            return List.of();
        }
        return List.of(ProblemCode.BALANCE_NEGATIVE.problem(
                "\"%d\" would turn the balance of %d points into %d. Write a number that leaves at least 0.", asked,
                before, after));
    }

    static List<Problem> balanceTooLarge(long before, long asked) {
        return List.of(ProblemCode.POINTS_OUT_OF_RANGE.problem(
                "\"%d\" and the balance of %d points together cannot be stored. Write a smaller number.", asked,
                before));
    }

    private static String email(Row row) {
        EmailAddress email = row.email();
        return Cell.quote(email == null ? "" : email.value());
    }
}
