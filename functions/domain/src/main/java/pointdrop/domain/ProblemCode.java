package pointdrop.domain;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import java.util.Locale;

/// Why a row failed. The codes are part of the error report and of the summary; scripts rely on them.
public enum ProblemCode {
    EMAIL_MISSING,
    EMAIL_INVALID,
    POINTS_INVALID,
    POINTS_OUT_OF_RANGE,
    BALANCE_NEGATIVE,
    BIRTHDAY_INVALID,
    TIER_UNKNOWN,
    CUSTOMER_NOT_FOUND,
    CUSTOMER_EXISTS,
    /// Another program stored something about the customer that cannot be read.
    CUSTOMER_UNREADABLE,
    /// The imports of the last seven days fill the customer's item.
    TOO_MANY_CHANGES,
    DATE_INVALID,
    /// The row has filled cells beyond the columns, ends before a required one, or a cell that is read goes over several lines.
    ROW_MALFORMED,
    /// What an undo would take back has been changed since, and stays.
    CHANGED_SINCE,
    /// The row was given up before it was processed.
    NOT_PROCESSED,
    /// The row was given up so late that nobody knows whether it was applied.
    NOT_KNOWN;

    /// @param sentence one English sentence that quotes the offending value and says what is expected
    @FormatMethod
    public Problem problem(@FormatString String sentence, Object... arguments) {
        return new Problem(this, String.format(Locale.ROOT, sentence, arguments));
    }
}
