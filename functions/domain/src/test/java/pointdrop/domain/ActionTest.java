package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The properties of an action, and the sentences with which it fails a row.
class ActionTest {
    private static final String EMAIL = "ada@example.com";

    private static List<String> sentences(Sheet sheet, @Nullable Customer customer) {
        return sheet.applyTo(customer)
                .outcomes()
                .stream()
                .map(outcome -> ((Outcome.Failed) outcome).problems().getFirst().message())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void anActionIsFoundByItsNameInTheKey(Action action) {
        assertEquals(Optional.of(action), Action.named(action.label()));
    }

    @Test
    void anUnknownNameIsNoAction() {
        assertEquals(Optional.empty(), Action.named("ADD-POINTS"));
    }

    @Test
    void aMessageNamesAllActions() {
        assertEquals("add-points, reset-points, update-birthday, update-customers, enroll, upsert", Action.names());
    }

    @Test
    void onlyAddPointsChangesBalancesAgainWhenAFileIsImportedTwice() {
        assertEquals(List.of(Action.ADD_POINTS), Arrays.stream(Action.values()).filter(Action::addsPoints).toList());
    }

    @Test
    void aMissingCustomerIsNamed() {
        assertEquals(List.of("No customer has the e-mail address \"ada@example.com\". "
                + "Correct it, or enroll the customer first."),
                sentences(Sheet.of("add-points", "Email", "Points").row(EMAIL, "1"), null));
    }

    @Test
    void anExistingCustomerIsNamed() {
        assertEquals(List.of("A customer with the e-mail address \"ada@example.com\" exists already. "
                + "Use update-customers to change it."),
                sentences(Sheet.of("enroll", "Email", "Name").row(EMAIL, "Ada"), Sheet.customer(5)));
    }

    @Test
    void aBalanceThatCannotBeStoredFailsItsRow() {
        assertEquals(List.of("\"7\" and the balance of 9223372036854775807 points together cannot be stored. "
                + "Write a smaller number."),
                sentences(Sheet.of("add-points", "Email", "Points").row(EMAIL, "7"), Sheet.customer(Long.MAX_VALUE)));
    }

    @Test
    void aNegativeBalanceMayStayUnchanged() {
        CustomerChange change = Sheet.of("add-points", "Email", "Points").row(EMAIL, "0").applyTo(Sheet.customer(-5));

        assertEquals(List.of(new Outcome.Unchanged(2, Sheet.ADA, -5)), change.outcomes());
    }

    @Test
    void aRowThatALaterOneReversesCountsAsChanged() {
        CustomerChange change = Sheet.of("add-points", "Email", "Points")
                .row(EMAIL, "5")
                .row(EMAIL, "-5")
                .applyTo(Sheet.customer(5));

        assertTrue(change.written());
        assertEquals(0, change.delta());
    }

    @Test
    void aRowThatEndsBeforeAColumnThatIsNotRequiredKeepsItsField() {
        assertEquals(List.of(new Outcome.Unchanged(2, Sheet.ADA, 5)),
                Sheet.of("update-customers", "Email", "Points").row(EMAIL).applyTo(Sheet.customer(5)).outcomes());
    }

    @ParameterizedTest
    @CsvSource({"Birthday,'a date such as 1990-01-15, or month and day such as 01/15'",
            "Birthday(MM/DD),'month and day with two digits each, such as 03/03'",
            "Birthday(MM/DD/YYYY),'month, day and year such as 01/15/1990'"})
    void aWrongBirthdayNamesTheFormatOfItsColumn(String header, String expected) {
        assertEquals(List.of("\"soon\" is not a possible birthday. Expected: " + expected + ", not in the future."),
                sentences(Sheet.of("update-customers", "Email", header).row(EMAIL, "soon"), Sheet.customer(5)));
    }
}
