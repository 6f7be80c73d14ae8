package pointdrop.domain;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A customer's birthday, whose year may be unknown.
public record Birthday(@Nullable Integer year, MonthDay day) {
    private static final DateTimeFormatter MONTH_DAY = DateTimeFormatter.ofPattern("MM/dd", Locale.ROOT);

    private static final int MONTH_DAY_LENGTH = "MM/dd".length();

    private static final String ISO = "(?<year>\\d{4})-(?<month>\\d{2})-(?<day>\\d{2})";
    /// With slashes as Gnumeric writes it, and at midnight as programs write a date that they keep as a time.
    private static final String YEAR_FIRST = "(?<year>\\d{4})(?<separator>[-/])(?<month>\\d{1,2})\\k<separator>(?<day>\\d{1,2})"
            + "(?:[T ]00:00(?::00(?:\\.0+)?)?(?:Z|[+-]00:?00)?)?";
    private static final String TWO_DIGITS_EACH = "(?<month>\\d{2})/(?<day>\\d{2})";

    /// How the header of a birthday column says that its cells are written. All take a full date as exported.
    public enum Format {
        /// `Birthday`: `1990-1-15`, `1990-01-15`, `1990/01/15`, each also at midnight, or `01/15`.
        ANY("a date such as 1990-01-15, or month and day such as 01/15", YEAR_FIRST, TWO_DIGITS_EACH),
        /// `Birthday(MM/DD)`: two digits each.
        MONTH_DAY("month and day with two digits each, such as 03/03", ISO, TWO_DIGITS_EACH),
        /// `Birthday(MM/DD/YYYY)`: `01/15/1990`.
        MONTH_DAY_YEAR("month, day and year such as 01/15/1990", ISO,
                "(?<month>\\d{1,2})/(?<day>\\d{1,2})/(?<year>\\d{4})");

        private final String expected;
        private final Pattern[] patterns;

        Format(String expected, String... patterns) {
            this.expected = expected;
            this.patterns = Arrays.stream(patterns).map(Pattern::compile).toArray(Pattern[]::new);
        }

        /// What a cell should look like, as part of a sentence.
        String expected() {
            return expected;
        }
    }

    /// @param today the last day that a birthday can be
    /// @return the birthday that a trimmed cell holds, or nothing for one that is malformed, impossible or in the future
    public static Optional<Birthday> parse(String cell, Format format, LocalDate today) {
        for (Pattern pattern : format.patterns) {
            Matcher matcher = pattern.matcher(cell);
            if (matcher.matches()) {
                return fromParts(matcher).filter(birthday -> !birthday.isAfter(today));
            }
        }
        return Optional.empty();
    }

    private static Optional<Birthday> fromParts(Matcher parts) {
        try {
            int month = Integer.parseInt(parts.group("month"));
            int day = Integer.parseInt(parts.group("day"));
            if (!parts.namedGroups().containsKey("year")) {
                return Optional.of(new Birthday(null, MonthDay.of(month, day)));
            }
            LocalDate date = LocalDate.of(Integer.parseInt(parts.group("year")), month, day);
            return date.getYear() == 0 ? Optional.empty() : Optional.of(of(date));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    public static Birthday of(LocalDate date) {
        return new Birthday(date.getYear(), MonthDay.from(date));
    }

    /// The full date, where the year is known.
    Optional<LocalDate> date() {
        return year == null ? Optional.empty() : Optional.of(day.atYear(year));
    }

    private boolean isAfter(LocalDate today) {
        return date().filter(date -> date.isAfter(today)).isPresent();
    }

    /// This birthday, with the year of the known one where this one has no year and the day exists in that year.
    Birthday keepingYearOf(@Nullable Birthday known) {
        Integer knownYear = known == null ? null : known.year;
        return year == null && knownYear != null && day.isValidYear(knownYear) ? new Birthday(knownYear, day) : this;
    }

    /// As stored and exported: `1990-01-15`, or `01/15` without a year.
    public String text() {
        return year == null ? day.format(MONTH_DAY) : day.atYear(year).toString();
    }

    /// Reads what [#text] wrote.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Birthday fromText(String text) {
        return written(text).filter(birthday -> birthday.text().equals(text))
                .orElseThrow(() -> new IllegalArgumentException("Not a birthday: " + text));
    }

    /// Without the patterns of cells: a customer is read for every row.
    private static Optional<Birthday> written(String text) {
        try {
            return Optional.of(text.length() == MONTH_DAY_LENGTH
                    ? new Birthday(null, MonthDay.parse(text, MONTH_DAY))
                    : of(LocalDate.parse(text)))
                    .filter(birthday -> birthday.year == null || hasFourDigits(birthday.year));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }

    private static boolean hasFourDigits(int year) {
        return year > 0 && year < 10_000;
    }
}
