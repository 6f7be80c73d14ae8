package pointdrop.domain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// What an upload does: which columns it reads, whether the customer must, must not or may exist, and whether points are added or set. Every
/// other filled-in cell sets its field.
public enum Action {
    ADD_POINTS("add-points", Existence.REQUIRED, PointsRule.ADD, List.of(Field.EMAIL, Field.POINTS), List.of()),
    RESET_POINTS("reset-points", Existence.REQUIRED, PointsRule.SET, List.of(Field.EMAIL, Field.POINTS), List.of()),
    UPDATE_BIRTHDAY("update-birthday", Existence.REQUIRED, PointsRule.SET,
            List.of(Field.EMAIL, Field.BIRTHDAY_MONTH_DAY), List.of()),
    UPDATE_CUSTOMERS("update-customers", Existence.REQUIRED, PointsRule.SET, List.of(Field.EMAIL),
            List.of(Field.BIRTHDAY, Field.POINTS, Field.TIER)),
    ENROLL("enroll", Existence.EXCLUDED, PointsRule.SET, List.of(Field.EMAIL), Field.OF_A_NEW_CUSTOMER),
    UPSERT("upsert", Existence.OPTIONAL, PointsRule.SET, List.of(Field.EMAIL), Field.OF_A_NEW_CUSTOMER);

    private enum Existence {
        REQUIRED,
        EXCLUDED,
        OPTIONAL
    }

    private enum PointsRule {
        ADD,
        SET
    }

    private final String label;
    private final Existence existence;
    private final PointsRule pointsRule;
    private final List<Field> required;
    private final List<Field> optional;

    /// @param required columns that must be present
    /// @param optional columns that are read where present
    Action(String label, Existence existence, PointsRule pointsRule, List<Field> required, List<Field> optional) {
        this.label = label;
        this.existence = existence;
        this.pointsRule = pointsRule;
        this.required = required;
        this.optional = optional;
    }

    /// The action with a name as in keys, such as `add-points`.
    public static Optional<Action> named(String name) {
        return Arrays.stream(values()).filter(action -> action.label.equals(name)).findFirst();
    }

    /// All names, for a message.
    public static String names() {
        return Arrays.stream(values()).map(Action::label).collect(Collectors.joining(", "));
    }

    /// The name in keys, in the history and in mails.
    public String label() {
        return label;
    }

    /// Whether importing the same file twice changes the balances twice.
    public boolean addsPoints() {
        return pointsRule == PointsRule.ADD;
    }

    /// Whether it creates customers who are missing.
    public boolean createsCustomers() {
        return existence != Existence.REQUIRED;
    }

    /// Columns that must be present.
    public List<Field> required() {
        return required;
    }

    /// Columns that are read where present. Every action reads a reason.
    public List<Field> optional() {
        return Stream.concat(optional.stream(), Stream.of(Field.REASON)).toList();
    }

    /// All columns that are read.
    List<Field> columns() {
        return Stream.concat(required.stream(), optional().stream()).toList();
    }

    /// The problems of applying a row to the customer as it is now. Problems of the row's own cells are not among them.
    ///
    /// @param customer null where there is none
    List<Problem> problems(@Nullable Customer customer, Row row, ShopRules shop) {
        List<Problem> problems = new ArrayList<>(customerProblems(customer, row, shop));
        DoubtfulBirthday doubtful = row.values().doubtfulBirthday();
        if (doubtful != null) {
            doubtful.problem(customer).ifPresent(problems::add);
        }
        return problems;
    }

    private List<Problem> customerProblems(@Nullable Customer customer, Row row, ShopRules shop) {
        if (customer == null && existence == Existence.REQUIRED) {
            return List.of(ProblemCode.CUSTOMER_NOT_FOUND.problem(
                    "No customer has the e-mail address %s. Correct it, or enroll the customer first.", email(row)));
        }
        if (customer != null && existence == Existence.EXCLUDED) {
            return List.of(ProblemCode.CUSTOMER_EXISTS.problem(
                    "A customer with the e-mail address %s exists already. Use update-customers to change it.",
                    email(row)));
        }
        Long asked = row.values().points();
        long before = customer == null ? 0 : customer.points();
        return asked == null ? List.of() : shop.balanceProblems(before, balance(before, asked), asked);
    }

    private static String email(Row row) {
        EmailAddress email = row.email();
        return Cell.quote(email == null ? "" : email.value());
    }

    /// The customer after a row without problems.
    ///
    /// @param importId of the import that the row is part of
    Customer apply(@Nullable Customer customer, Values values, String importId) {
        Customer before = customer == null ? Customer.created(values.createdAt(), importId) : customer;
        Long points = values.points();
        return points == null
                ? before.with(values)
                : before.with(values)
                        .withPoints(balance(before.points(), points), addsPoints() ? before.setBy() : importId);
    }

    /// Fits 64 bits: no balance is above [Customer#MOST_POINTS], and no cell above [Points#MAX].
    private long balance(long before, long asked) {
        return switch (pointsRule) {
            case ADD -> before + asked;
            case SET -> asked;
        };
    }
}
