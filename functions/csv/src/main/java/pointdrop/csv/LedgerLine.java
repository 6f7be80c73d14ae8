package pointdrop.csv;

import static pointdrop.csv.LedgerColumn.AFTER;
import static pointdrop.csv.LedgerColumn.BEFORE;
import static pointdrop.csv.LedgerColumn.BIRTHDAY_AFTER;
import static pointdrop.csv.LedgerColumn.BIRTHDAY_BEFORE;
import static pointdrop.csv.LedgerColumn.CREATED_AFTER;
import static pointdrop.csv.LedgerColumn.CREATED_BEFORE;
import static pointdrop.csv.LedgerColumn.DELTA;
import static pointdrop.csv.LedgerColumn.EMAIL;
import static pointdrop.csv.LedgerColumn.ERROR;
import static pointdrop.csv.LedgerColumn.NAME_AFTER;
import static pointdrop.csv.LedgerColumn.NAME_BEFORE;
import static pointdrop.csv.LedgerColumn.OUTCOME;
import static pointdrop.csv.LedgerColumn.REASON;
import static pointdrop.csv.LedgerColumn.ROW;
import static pointdrop.csv.LedgerColumn.SET_BY_AFTER;
import static pointdrop.csv.LedgerColumn.SET_BY_BEFORE;
import static pointdrop.csv.LedgerColumn.TIER_AFTER;
import static pointdrop.csv.LedgerColumn.TIER_BEFORE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.Birthday;
import pointdrop.domain.Customer;
import pointdrop.domain.EmailAddress;
import pointdrop.domain.Outcome;
import pointdrop.domain.Problem;

/// A line of outcomes, the lasting ledger: what became of a row. An empty cell stands for what is not there; where a field is the same
/// before and after, both are empty.
///
/// @param own the cells of [LedgerColumn]
/// @param cells those of the file; only where the row failed
public record LedgerLine(List<String> own, List<String> cells) {
    public static final String CHANGED = "changed";
    public static final String UNCHANGED = "unchanged";
    public static final String FAILED = "failed";

    /// The line of an outcome.
    ///
    /// @param reason why the row stands in the file; empty where it does not say so
    public static LedgerLine of(Outcome outcome, String reason, List<String> cells) {
        Builder line = new Builder().set(ROW, Integer.toString(outcome.row())).set(REASON, reason);
        return switch (outcome) {
            case Outcome.Changed row -> new LedgerLine(changed(line, row).own(), List.of());
            case Outcome.Unchanged row -> new LedgerLine(line.set(OUTCOME, UNCHANGED)
                    .set(EMAIL, row.email().value())
                    .set(BEFORE, Long.toString(row.balance()))
                    .set(DELTA, "0")
                    .set(AFTER, Long.toString(row.balance()))
                    .own(), List.of());
            case Outcome.Failed row -> new LedgerLine(
                    line.set(OUTCOME, FAILED).set(ERROR, error(row.problems())).own(), cells);
        };
    }

    private static Builder changed(Builder line, Outcome.Changed row) {
        Customer before = row.before();
        Customer after = row.after();
        line.set(OUTCOME, CHANGED)
                .set(EMAIL, row.email().value())
                .set(BEFORE, Long.toString(Outcome.Changed.balance(before)))
                .set(DELTA, Long.toString(row.delta()))
                .set(AFTER, Long.toString(Outcome.Changed.balance(after)))
                .set(SET_BY_BEFORE, text(before, Customer::setBy))
                .set(SET_BY_AFTER, text(after, Customer::setBy))
                .change(NAME_BEFORE, NAME_AFTER, row, Customer::name)
                .change(TIER_BEFORE, TIER_AFTER, row, Customer::tier)
                .change(BIRTHDAY_BEFORE, BIRTHDAY_AFTER, row,
                        Customer::birthdayText);
        return before == null || after == null
                ? line.change(CREATED_BEFORE, CREATED_AFTER, row,
                        customer -> Objects.requireNonNull(customer.createdAt()).toString())
                : line;
    }

    private static String text(@Nullable Customer customer, Function<Customer, @Nullable String> field) {
        return customer == null ? "" : Objects.requireNonNullElse(field.apply(customer), "");
    }

    private static String error(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining(" | "));
    }

    private record Builder(List<String> own) {
        Builder() {
            this(new ArrayList<>(Collections.nCopies(LedgerColumn.COUNT, "")));
        }

        Builder set(LedgerColumn column, String cell) {
            own.set(column.position(), cell);
            return this;
        }

        Builder change(LedgerColumn before, LedgerColumn after, Outcome.Changed row,
                Function<Customer, @Nullable String> field) {
            String old = text(row.before(), field);
            String now = text(row.after(), field);
            return old.equals(now) ? this : set(before, old).set(after, now);
        }
    }

    private String cell(LedgerColumn column) {
        return own.get(column.position());
    }

    /// As [pointdrop.domain.AnyRow#number].
    public int row() {
        return Integer.parseInt(cell(ROW));
    }

    /// [#CHANGED], [#UNCHANGED] or [#FAILED]
    public String outcome() {
        return cell(OUTCOME);
    }

    /// The customer's address; empty where the row failed.
    public String email() {
        return cell(EMAIL);
    }

    /// The balance before the row.
    ///
    /// @throws NumberFormatException where the row failed
    public long balance() {
        return Long.parseLong(cell(BEFORE));
    }

    /// Why the row stands in the file; empty where it does not say so.
    public String reason() {
        return cell(REASON);
    }

    /// Codes and sentences of all problems; empty where it did not fail.
    public String error() {
        return cell(ERROR);
    }

    /// What the row changed. Of the customers, only the balance, the import that set it and what the row changed is known; a customer who was
    /// there all the time has no day of creation.
    ///
    /// @throws IllegalStateException where it changed nothing
    public Outcome.Changed changed() {
        if (!outcome().equals(CHANGED)) {
            throw new IllegalStateException("Row " + row() + " changed nothing");
        }
        boolean created = cell(CREATED_BEFORE).isEmpty() && !cell(CREATED_AFTER).isEmpty();
        boolean deleted = !cell(CREATED_BEFORE).isEmpty() && cell(CREATED_AFTER).isEmpty();
        return new Outcome.Changed(row(), new EmailAddress(email()),
                created
                        ? null
                        : customer(BEFORE, SET_BY_BEFORE, CREATED_BEFORE, NAME_BEFORE, TIER_BEFORE, BIRTHDAY_BEFORE),
                deleted ? null : customer(AFTER, SET_BY_AFTER, CREATED_AFTER, NAME_AFTER, TIER_AFTER, BIRTHDAY_AFTER));
    }

    private Customer customer(LedgerColumn points, LedgerColumn setBy, LedgerColumn created, LedgerColumn name,
            LedgerColumn tier, LedgerColumn birthday) {
        return new Customer(Long.parseLong(cell(points)), parsed(name, text -> text), parsed(tier, text -> text),
                parsed(birthday, Birthday::fromText), parsed(created, LocalDate::parse), parsed(setBy, text -> text),
                null);
    }

    private <T> @Nullable T parsed(LedgerColumn column, Function<String, T> parser) {
        return cell(column).isEmpty() ? null : parser.apply(cell(column));
    }

    /// The line as cells of another one: the ledger of an undo keeps those of the rows that it could not take back.
    public static LedgerLine ofCells(List<String> cells) {
        return new LedgerLine(cells.subList(0, LedgerColumn.COUNT), cells.subList(LedgerColumn.COUNT, cells.size()));
    }
}
