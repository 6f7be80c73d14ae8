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
    DATE_INVALID,
    /// The row has more cells than the file has columns.
    ROW_MALFORMED,
    /// The row was given up before it was processed.
    NOT_PROCESSED;

    /// @param sentence one English sentence that quotes the offending value and says what is expected
    @FormatMethod
    public Problem problem(@FormatString String sentence, Object... arguments) {
        return new Problem(this, String.format(Locale.ROOT, sentence, arguments));
    }
}
