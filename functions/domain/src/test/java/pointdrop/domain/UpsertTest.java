package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What `upsert` does is what `enroll` does to a customer who is missing, and `update-customers` to one who is not.
class UpsertTest {
    private static final int TRIES = 2_000;
    private static final String[] HEADER = {"Email", "Name", "Points", "VIP Tier", "Birthday", "Created Date"};

    private static String[] anyRow(RandomInput random) {
        return new String[]{random.oneOf("ada@example.com", "ADA@example.com "),
                random.oneOf("", "Ada", " Augusta "),
                random.oneOf("", "0", "5", "-1", "many"),
                random.oneOf("", "gold", "Silver", "Diamond"),
                random.oneOf("", "1990-01-15", "03/03", "2026-01-15", "soon"),
                random.oneOf("", "2024-02-29")};
    }

    @Test
    void aCustomerWhoIsMissingIsEnrolled() {
        RandomInput.check(TRIES, UpsertTest::anyRow, row -> {
            CustomerChange enrolled = Sheet.of("enroll", HEADER).row(row).applyTo(null);

            CustomerChange change = Sheet.of("upsert", HEADER).row(row).applyTo(null);

            assertEquals(enrolled.after(), change.after());
            assertEquals(enrolled.outcomes(), change.outcomes());
        });
    }

    @Test
    void aCustomerWhoExistsIsUpdatedAndGetsTheName() {
        RandomInput.check(TRIES, UpsertTest::anyRow, row -> {
            Customer before = Sheet.customer(5);
            CustomerChange updated = Sheet.of("update-customers", HEADER).row(row).applyTo(before);

            CustomerChange change = Sheet.of("upsert", HEADER).row(row).applyTo(before);

            boolean namesOne = !row[1].isEmpty() && problems(updated).isEmpty();
            Customer expected = Objects.requireNonNull(updated.after());
            assertTrue((namesOne ? named(expected, row[1].strip()) : expected).looksLike(change.after()),
                    String.valueOf(change.after()));
            assertEquals(problems(updated), problems(change));
            assertEquals(!before.equals(change.after()), change.written());
        });
    }

    private static Customer named(Customer customer, String name) {
        return new Customer(customer.points(), name, customer.tier(), customer.birthday(), customer.createdAt(),
                customer.setBy(), customer.creation());
    }

    private static List<Problem> problems(CustomerChange change) {
        return change.outcomes().getFirst() instanceof Outcome.Failed failed ? failed.problems() : List.of();
    }

    @Test
    void rowsBelowTheOneThatCreatesTheCustomerUpdateIt() {
        CustomerChange change = Sheet.of("upsert", HEADER)
                .row("ada@example.com", "Ada", "7", "", "", "2024-02-29")
                .row("ada@example.com", "", "9", "gold", "", "2020-01-01")
                .applyTo(null);

        assertEquals(new Customer(9, "Ada", "Gold", null, LocalDate.of(2024, 2, 29), Sheet.IMPORT,
                new Creation(Sheet.IMPORT, true)), change.after());
        assertEquals(new Counts(2, 0, 0, 9, 0), Counts.of(change.outcomes()));
    }

    @Test
    void theDayOfCreationOfACustomerWhoExistsStays() {
        Customer after = Sheet.of("upsert", HEADER)
                .row("ada@example.com", "Augusta", "", "", "", "2020-01-01")
                .applyTo(Sheet.customer(5))
                .after();

        assertEquals("Augusta", Objects.requireNonNull(after).name());
        assertEquals(Sheet.customer(5).createdAt(), after.createdAt());
    }

    @Test
    void aRowWithNothingToUpdateCreatesACustomerButChangesNone() {
        Sheet sheet = Sheet.of("upsert", HEADER).row("ada@example.com", "", "", "", "", "");

        assertEquals(new Counts(1, 0, 0, 0, 0), Counts.of(sheet.applyTo(null).outcomes()));
        assertEquals(new Counts(0, 1, 0, 0, 0), Counts.of(sheet.applyTo(Sheet.customer(5)).outcomes()));
    }
}
