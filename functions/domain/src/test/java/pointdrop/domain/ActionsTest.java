package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsTest {
    private static final String EMAIL = "ada@example.com";

    private static Customer after(Sheet sheet, long points) {
        return Objects.requireNonNull(sheet.applyTo(Sheet.customer(points)).after());
    }

    @ParameterizedTest
    @CsvSource({"100,600", "+100,600", "-300,200", "-500,0", "0,500", "' 100 ',600", "007,507"})
    void addPointsAddsTheSignedNumber(String cell, long balance) {
        assertEquals(balance, after(Sheet.of("add-points", "Email", "Points").row(EMAIL, cell), 500).points());
    }

    @Test
    void resetPointsRecordsWhatItMadeOfTheBalance() {
        CustomerChange change = Sheet.of("reset-points", "Email", "Points")
                .row(EMAIL, "1500")
                .applyTo(Sheet.customer(1129));

        assertEquals(List.of(new Outcome.Changed(2, Sheet.ADA, Sheet.customer(1129),
                Sheet.customer(1500).withTraces(Sheet.IMPORT, null))), change.outcomes());
        assertEquals(371, change.delta());
    }

    @Test
    void pointsNeverChangeTheTier() {
        assertEquals("Gold", after(Sheet.of("add-points", "Email", "Points").row(EMAIL, "1000000"), 5).tier());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,000", "1.5", "1e3", "١٢", "--1", "+", "1 000", "ten", "0x10"})
    void aCellThatIsNoWholeNumberFails(String cell) {
        assertEquals(List.of(ProblemCode.POINTS_INVALID),
                Sheet.of("add-points", "Email", "Points").row(EMAIL, cell).problemsWith(Sheet.customer(5)));
    }

    @Test
    void pointsEndAtATrillion() {
        assertEquals(1_000_000_000_005L,
                after(Sheet.of("add-points", "Email", "Points").row(EMAIL, "1000000000000"), 5).points());
        for (String cell : List.of("1000000000001", "-1000000000001", "9".repeat(100))) {
            assertEquals(List.of(ProblemCode.POINTS_OUT_OF_RANGE),
                    Sheet.of("add-points", "Email", "Points").row(EMAIL, cell).problemsWith(Sheet.customer(5)));
        }
    }

    @Test
    void aBalanceEndsWhereTheDifferenceOfTwoStillFits64Bits() {
        long most = Customer.MOST_POINTS;
        assertEquals(most, after(Sheet.of("add-points", "Email", "Points").row(EMAIL, "1"), most - 1).points());
        assertEquals(List.of(ProblemCode.POINTS_OUT_OF_RANGE),
                Sheet.of("add-points", "Email", "Points").row(EMAIL, "1").problemsWith(Sheet.customer(most)));
        assertEquals(List.of(ProblemCode.POINTS_OUT_OF_RANGE),
                Sheet.of("add-points", "Email", "Points")
                        .negativeBalancesAllowed()
                        .row(EMAIL, "-1")
                        .problemsWith(Sheet.customer(-most)));
        CustomerChange reset = Sheet.of("reset-points", "Email", "Points")
                .row(EMAIL, "1000000000000")
                .applyTo(Sheet.customer(-most));
        assertEquals(most + 1_000_000_000_000L, reset.delta());
    }

    @Test
    void zerosBeforeANumberDoNotMakeItLarger() {
        assertEquals(12,
                after(Sheet.of("add-points", "Email", "Points").row(EMAIL, "0".repeat(100) + "7"), 5).points());
    }

    @Test
    void aBalanceBelowZeroFailsUnlessTheShopAllowsIt() {
        assertEquals(List.of(ProblemCode.BALANCE_NEGATIVE),
                Sheet.of("add-points", "Email", "Points").row(EMAIL, "-6").problemsWith(Sheet.customer(5)));
        assertEquals(-1,
                after(Sheet.of("add-points", "Email", "Points").negativeBalancesAllowed().row(EMAIL, "-6"), 5)
                        .points());
    }

    @Test
    void rowsOfOneCustomerApplyFromTopToBottom() {
        CustomerChange change = Sheet.of("add-points", "Email", "Points")
                .row(EMAIL, "-10")
                .row(EMAIL, "30")
                .row(EMAIL, "-10")
                .applyTo(Sheet.customer(5));

        assertEquals(25, Objects.requireNonNull(change.after()).points());
        assertEquals(new Counts(2, 0, 1, 30, 10), Counts.of(change.outcomes()));
    }

    @ParameterizedTest
    @CsvSource({"03/03,1990-03-03", "02/29,02/29", "1991-05-06,1991-05-06"})
    void updateBirthdayKeepsAKnownYearWhereTheDayExistsInIt(String cell, String birthday) {
        Customer after = after(Sheet.of("update-birthday", "Email", "birthday (mm/dd)").row(EMAIL, cell), 5);
        assertEquals(birthday, Objects.requireNonNull(after.birthday()).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/3", "02/30", "13/01", "1990-1-15", "2027-01-01", "0303"})
    void updateBirthdayTakesTwoDigitsEach(String cell) {
        assertEquals(List.of(ProblemCode.BIRTHDAY_INVALID),
                Sheet.of("update-birthday", "Email", "Birthday(MM/DD)")
                        .row(EMAIL, cell)
                        .problemsWith(Sheet.customer(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000-01-15", "2025-02-29", "2026-11-24"})
    void aBirthdayThatHasNotBeenFails(String cell) {
        assertEquals(List.of(ProblemCode.BIRTHDAY_INVALID),
                Sheet.of("update-customers", "Email", "Birthday").row(EMAIL, cell).problemsWith(Sheet.customer(5)));
    }

    /// What a spreadsheet makes of `01/15` and `03/04`; the stored birthday is 1990-01-15.
    @ParameterizedTest
    @CsvSource({"update-customers,Birthday,2026-01-15,", "update-customers,Birthday,2025-01-15T00:00:00Z,",
            "update-customers,Birthday,2026/3/4,BIRTHDAY_INVALID",
            "update-customers,Birthday,2026-12-31,BIRTHDAY_INVALID",
            "update-customers,Birthday(MM/DD/YYYY),1/15/2026,",
            "update-customers,Birthday(MM/DD/YYYY),3/4/2025,BIRTHDAY_INVALID",
            "update-customers,Birthday(MM/DD),2026-01-15,", "update-birthday,Birthday(MM/DD),2026-01-15,",
            "update-birthday,Birthday(MM/DD),2026-03-04,BIRTHDAY_INVALID"})
    void aDateOfThisOrLastYearIsASpreadsheetsDoing(String action, String header, String cell,
            @Nullable ProblemCode problem) {
        CustomerChange change = Sheet.of(action, "Email", header).row(EMAIL, cell).applyTo(Sheet.customer(5));

        assertEquals(Sheet.customer(5), change.after());
        if (problem == null) {
            assertEquals(new Counts(0, 1, 0, 0, 0), Counts.of(change.outcomes()));
        } else {
            Problem first = ((Outcome.Failed) change.outcomes().getFirst()).problems().getFirst();
            assertEquals(problem, first.code());
            assertTrue(first.message().startsWith("\"" + cell + "\" is a date of this or last year, "),
                    first.message());
        }
    }

    @Test
    void aBirthdayOfTheYearBeforeLastIsOne() {
        Customer after = after(Sheet.of("update-customers", "Email", "Birthday").row(EMAIL, "2024-11-23"), 5);
        assertEquals("2024-11-23", Objects.requireNonNull(after.birthday()).text());
    }

    @Test
    void aDateOfThisYearFailsWhereNoBirthdayIsStored() {
        assertEquals(List.of(ProblemCode.BIRTHDAY_INVALID),
                Sheet.of("enroll", "Email", "Birthday").row(EMAIL, "2026-03-04").problemsWith(null));
        assertEquals(List.of(ProblemCode.BIRTHDAY_INVALID), Sheet.of("update-customers", "Email", "Birthday")
                .row(EMAIL, "2026-03-04")
                .problemsWith(new Customer(5, null, null, null, null)));
    }

    /// The stored birthday is the one that the rows above have made.
    @Test
    void aDateOfThisYearIsComparedWithTheBirthdayAsItIsThen() {
        CustomerChange change = Sheet.of("update-customers", "Email", "Birthday")
                .row(EMAIL, "03/04")
                .row(EMAIL, "2026-03-04")
                .applyTo(Sheet.customer(5));

        assertEquals(new Counts(1, 1, 0, 0, 0), Counts.of(change.outcomes()));
    }

    @Test
    void updateBirthdayRequiresTheHeaderWithTheFormat() {
        FileRejected rejected = org.junit.jupiter.api.Assertions.assertThrows(FileRejected.class,
                () -> Sheet.of("update-birthday", "Email", "Birthday"));
        assertEquals(Rejection.Code.COLUMN_MISSING, rejected.rejection().code());
    }

    @Test
    void updateCustomersSetsWhatIsFilledIn() {
        Customer after = after(Sheet.of("update-customers", "Email", "Birthday", "Available Points", "VIP Tier")
                .row(EMAIL, "1990-1-16", "", "  silver "), 5);

        assertEquals("1990-01-16", Objects.requireNonNull(after.birthday()).text());
        assertEquals(5, after.points());
        assertEquals("Silver", after.tier());
    }

    @Test
    void aRowThatChangesNothingSucceedsAsUnchanged() {
        CustomerChange change = Sheet.of("update-customers", "Email", "Birthday", "Available Points", "VIP Tier")
                .row(EMAIL, "", "", "")
                .row(EMAIL, "1990-01-15", "5", "GOLD")
                .applyTo(Sheet.customer(5));

        assertEquals(new Counts(0, 2, 0, 0, 0), Counts.of(change.outcomes()));
        assertFalse(change.written());
    }

    @Test
    void allProblemsOfARowAreReportedAndNothingOfItIsApplied() {
        CustomerChange change = Sheet.of("update-customers", "Email", "Birthday", "Available Points", "VIP Tier")
                .row(EMAIL, "2/30", "many", "Diamond", "extra")
                .applyTo(Sheet.customer(5));

        assertEquals(Sheet.customer(5), change.after());
        Outcome.Failed failed = (Outcome.Failed) change.outcomes().getFirst();
        assertEquals(List.of(ProblemCode.ROW_MALFORMED, ProblemCode.POINTS_INVALID, ProblemCode.TIER_UNKNOWN,
                ProblemCode.BIRTHDAY_INVALID), failed.problems().stream().map(Problem::code).toList());
        assertEquals("\"Diamond\" is not a tier of this shop. Expected: Bronze, Silver, Gold, Platinum.",
                failed.problems().get(2).message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-points", "reset-points", "update-customers"})
    void aCustomerMustExist(String action) {
        assertEquals(List.of(ProblemCode.CUSTOMER_NOT_FOUND),
                Sheet.of(action, "Email", "Points").row(EMAIL, "1").problemsWith(null));
    }

    @Test
    void enrollCreatesACustomerOnce() {
        CustomerChange change = Sheet
                .of("enroll", "Email", "Name", "Points", "Membership Type", "Birthday", "Created Date")
                .row(EMAIL, "'=Ada", "7", "gold", "12/09", "2024-02-29")
                .row(EMAIL, "Other", "9", "", "", "")
                .applyTo(null);

        assertEquals(new Customer(7, "=Ada", "Gold", new Birthday(null, java.time.MonthDay.of(12, 9)),
                LocalDate.of(2024, 2, 29), Sheet.IMPORT,
                new Creation(Sheet.IMPORT, true)), change.after());
        assertEquals(new Counts(1, 0, 1, 7, 0), Counts.of(change.outcomes()));
        assertEquals(7, change.delta());
    }

    @Test
    void enrollTakesTheDayOfTheImportWhereTheFileHasNone() {
        Customer customer = Sheet.of("enroll", "Email", "Name").row(EMAIL, "Ada").applyTo(null).after();

        assertNotNull(customer);
        assertEquals(Sheet.TODAY, customer.createdAt());
        assertNull(customer.tier());
    }

    @Test
    void anExistingCustomerFailsToEnrollAndStaysAsItIs() {
        Sheet sheet = Sheet.of("enroll", "Email", "Name", "Created Date").row(EMAIL, "Ada", "31.12.2024");

        assertEquals(List.of(ProblemCode.DATE_INVALID, ProblemCode.CUSTOMER_EXISTS),
                sheet.problemsWith(Sheet.customer(5)));
    }

    @ParameterizedTest
    @CsvSource({"'',EMAIL_MISSING", "'  ',EMAIL_MISSING", "ada@example,EMAIL_INVALID", "ada,EMAIL_INVALID",
            "a b@example.com,EMAIL_INVALID", "@example.com,EMAIL_INVALID"})
    void aRowNeedsAnAddress(String cell, ProblemCode expected) {
        RowReader reader = new RowReader(Columns.of(Action.ADD_POINTS, List.of("Email", "Points")), Sheet.SHOP,
                Sheet.TODAY);
        assertEquals(List.of(expected),
                reader.read(2, List.of(cell, "1")).problems().stream().map(Problem::code).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner@demo.example", "a+b@sub.shop.test", "o'neil@example.co.uk", "a@example.brandnew"})
    void addressesMayHaveAnyTopLevelDomain(String address) {
        assertEquals(address, EmailAddress.parse(address).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b..com", "a@-b.com", "a@b.c", "a@1.2.3.4", "a..b@example.com", "a@b@example.com",
            "a@example.com.", "a@exa mple.example"})
    void aMalformedAddressIsNone(String address) {
        assertEquals(java.util.Optional.empty(), EmailAddress.parse(address));
    }

    @Test
    void addressesMatchWithoutRegardToCaseAndSpaces() {
        assertEquals(EmailAddress.parse("ada@example.com"), EmailAddress.parse(" ADA@Example.COM\u00A0"));
    }
}
