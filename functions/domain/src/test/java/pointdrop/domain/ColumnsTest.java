package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    @ParameterizedTest
    @ValueSource(strings = {"email", "Email Address", "customer_email", "CUSTOMER EMAIL", " email ", "E-mail",
            "E-Mail Address",
            "Emails", "e.mail", "Customer\u00A0E-Mail", "\uFEFFEmail", "Customer  Email"})
    void knowsTheNamesOfTheAddress(String header) {
        assertTrue(Columns.of(Action.ADD_POINTS, List.of(header, "Points")).unused().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"points", "Available Points", "points_balance", "Current Points Balance"})
    void knowsTheNamesOfPoints(String header) {
        assertTrue(Columns.of(Action.ADD_POINTS, List.of("Email", header)).unused().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VIP Tier", "Membership Type", "tier", "membership_tier", "birthday", "Birthdate",
            "Date of Birth", "Birthday(MM/DD)", "Birthday (MM/DD/YYYY)"})
    void knowsTheNamesOfTheOtherFields(String header) {
        assertTrue(Columns.of(Action.UPDATE_CUSTOMERS, List.of("Email", header)).unused().isEmpty());
    }

    @Test
    void unusedColumnsAreNamed() {
        assertEquals(List.of("Name", "City"),
                Columns.of(Action.ADD_POINTS, List.of("Name", "Points", "City", "Email")).unused());
    }

    @Test
    void columnsWithoutANameAreNotListed() {
        assertEquals(List.of("City"),
                Columns.of(Action.ADD_POINTS, List.of("Email", "", "Points", "City", "", "")).unused());
    }

    @Test
    void twoColumnsOfTheSameFieldRejectTheFileAndAreNamed() {
        FileRejected rejected = assertThrows(FileRejected.class,
                () -> Columns.of(Action.ADD_POINTS, List.of("Email", "Points", "Points Balance")));

        assertEquals(Rejection.Code.COLUMN_AMBIGUOUS, rejected.rejection().code());
        assertEquals("The columns \"Points\" and \"Points Balance\" all mean Points. "
                + "Keep one of them and drop the file again.", rejected.rejection().message());
    }

    @Test
    void aMissingColumnIsNamed() {
        FileRejected rejected = assertThrows(FileRejected.class,
                () -> Columns.of(Action.ADD_POINTS, List.of("Mail", "Points")));

        assertEquals(Rejection.Code.COLUMN_MISSING, rejected.rejection().code());
        assertTrue(rejected.rejection()
                .message()
                .startsWith(
                        "The file has no column \"Email\"; it has \"Mail\", \"Points\"."),
                rejected.rejection().message());
    }

    @Test
    void onlyPointsAreNumbers() {
        Columns columns = Columns.of(Action.ADD_POINTS, List.of("Note", "Points", "Email"));

        assertEquals(List.of(false, true, false),
                List.of(columns.isNumber(0), columns.isNumber(1), columns.isNumber(2)));
        assertFalse(Columns.of(Action.UPDATE_CUSTOMERS, List.of("Email")).isNumber(0));
    }

    @Test
    void theColumnsOfAnErrorReportAreKnownInAnyCase() {
        Columns columns = Columns.of(Action.ADD_POINTS, List.of("Email", "Points", " ROW", "error"));

        assertEquals(List.of(false, false, true, true),
                List.of(columns.isReportColumn(0), columns.isReportColumn(1), columns.isReportColumn(2),
                        columns.isReportColumn(3)));
    }
}
