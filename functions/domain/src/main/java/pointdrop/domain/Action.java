package pointdrop.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What an upload asks for. An action knows the columns it reads and computes what a row makes of a customer.
public sealed interface Action permits AddPoints, ResetPoints, UpdateBirthday, UpdateCustomers, Enroll {

    /// Every action, in the order of the documentation.
    static List<Action> all() {
        return List.of(new AddPoints(), new ResetPoints(), new UpdateBirthday(), new UpdateCustomers(), new Enroll());
    }

    /// The action with a name as in keys, such as `add-points`.
    static Optional<Action> named(String name) {
        return all().stream().filter(action -> action.name().equals(name)).findFirst();
    }

    /// All names, for a message.
    static String names() {
        return all().stream().map(Action::name).collect(Collectors.joining(", "));
    }

    String name();

    /// Columns that must be present.
    List<Field> required();

    /// Columns that are read where present.
    List<Field> optional();

    /// What keeps a row from being applied to the customer as it is now, whatever the row's own problems are.
    ///
    /// @param customer null where there is none
    List<Problem> objections(@Nullable Customer customer, Row row, Shop shop);

    /// The customer after a row that nothing objects to.
    Customer apply(@Nullable Customer customer, Values values);

    /// Fields of both kinds.
    default List<Field> columns() {
        return java.util.stream.Stream.concat(required().stream(), optional().stream()).toList();
    }
}
