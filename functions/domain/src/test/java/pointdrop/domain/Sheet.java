package pointdrop.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file as tests write it: a header and rows of cells.
final class Sheet {
    /// The import that the rows are part of.
    static final String IMPORT = "20261123T234205Z-0009f2c41d";
    static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    static final ShopRules SHOP = new ShopRules(List.of("Bronze", "Silver", "Gold", "Platinum"), false);
    static final EmailAddress ADA = new EmailAddress("ada@example.com");

    private final Action action;
    private final RowReader reader;
    private final List<Row> rows = new ArrayList<>();
    private ShopRules shop = SHOP;

    private Sheet(Action action, List<String> header) {
        this.action = action;
        this.reader = new RowReader(Columns.of(action, header), SHOP, TODAY);
    }

    static Sheet of(String action, String... header) {
        return new Sheet(Action.named(action).orElseThrow(), List.of(header));
    }

    Sheet row(String... cells) {
        rows.add(reader.read(rows.size() + 2, List.of(cells)));
        return this;
    }

    Sheet negativeBalancesAllowed() {
        shop = new ShopRules(SHOP.tiers(), true);
        return this;
    }

    /// All rows applied to one customer.
    CustomerChange applyTo(@Nullable Customer customer) {
        return CustomerChange.apply(rules(action, shop), customer, ADA, rows);
    }

    /// Codes of the problems of the only row.
    List<ProblemCode> problemsWith(@Nullable Customer customer) {
        return applyTo(customer).outcomes()
                .stream()
                .filter(Outcome.Failed.class::isInstance)
                .map(Outcome.Failed.class::cast)
                .flatMap(failed -> failed.problems().stream())
                .map(Problem::code)
                .toList();
    }

    static Rules rules(Action action, ShopRules shop) {
        return new Rules(IMPORT, action, shop, TODAY, TODAY);
    }

    /// The outcome of a row that changed the balance alone.
    static Outcome.Changed changed(int row, long before, long after) {
        return new Outcome.Changed(row, ADA, customer(before), customer(after));
    }

    static Customer customer(long points) {
        return new Customer(points, "Ada", "Gold", new Birthday(1990, java.time.MonthDay.of(1, 15)),
                LocalDate.of(2024, 1, 31));
    }
}
