package pointdrop.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads the cells of a row by the rules of a shop. All problems of a row are found, not only the first.
///
/// @param day that of the import
/// @param latest the latest day that it is anywhere then: dates after it are in the future
public record RowReader(Columns columns, ShopRules shop, LocalDate day, LocalDate latest) {
    /// Dates whose order depends on the country.
    private static final Pattern YEAR_LAST = Pattern.compile("\\d{1,2}([/.-])\\d{1,2}\\1\\d{4}");
    private static final Pattern MONTH_NAME = Pattern.compile("\\d{1,2}-\\p{L}{3,}\\.?|\\p{L}{3,}\\.?-\\d{1,2}");
    private static final Pattern TIME = Pattern.compile("[T ]\\d{1,2}:\\d{2}.*");

    /// For a day that is the same everywhere.
    public RowReader(Columns columns, ShopRules shop, LocalDate day) {
        this(columns, shop, day, day);
    }

    /// @param number as [Row#number]
    public Row read(int number, List<String> cells) {
        List<Problem> problems = new ArrayList<>();
        checkWidth(cells, problems);
        checkLineBreaks(cells, problems);
        EmailAddress email = email(cells, problems);
        Long points = columns.text(Field.POINTS, cells).map(cell -> Points.parse(cell, problems)).orElse(null);
        String name = columns.text(Field.NAME, cells).orElseGet(() -> fullName(cells));
        String tier = columns.text(Field.TIER, cells).map(cell -> tier(cell, problems)).orElse(null);
        String birthdayCell = columns.birthday(cells).orElse("");
        Birthday read = birthdayCell.isEmpty() ? null : birthday(birthdayCell, problems);
        DoubtfulBirthday doubtful = read == null ? null : doubtful(birthdayCell, read);
        LocalDate created = columns.text(Field.CREATED_DATE, cells).map(cell -> date(cell, problems)).orElse(day);
        return new Row(number, email, new Values(points, name, tier, doubtful == null ? read : null, doubtful, created),
                columns.reason(cells).orElse(null), List.copyOf(problems));
    }

    /// Cells beyond the last column are a mistake where one is filled in: `1,000` without quotes must not become 1.
    private void checkWidth(List<String> cells, List<Problem> problems) {
        int width = columns.header().size();
        columns.cutOff(cells)
                .ifPresent(column -> problems.add(ProblemCode.ROW_MALFORMED.problem(
                        "The row has %d cells and ends before the column %s. Write a cell for each column, or leave the row out.",
                        cells.size(), Cell.quote(column))));
        List<String> surplus = cells.size() > width ? cells.subList(width, cells.size()) : List.of();
        if (!surplus.isEmpty() && !surplus.stream().allMatch(cell -> Cell.trim(cell).isEmpty())) {
            problems.add(ProblemCode.ROW_MALFORMED.problem(
                    "The row has %d cells but the header has %d columns; %s is too many. "
                            + "Put cells that contain the delimiter in double quotes.",
                    cells.size(), width, Cell.quote(String.join(",", surplus))));
        }
    }

    /// Two stray quotes make one cell of all rows between them.
    private void checkLineBreaks(List<String> cells, List<Problem> problems) {
        columns.brokenCell(cells)
                .ifPresent(position -> problems.add(ProblemCode.ROW_MALFORMED.problem(
                        "The cell %s under %s goes over several lines. Write it in one line, and look for a quote (\") that "
                                + "is not closed.",
                        Cell.quote(cells.get(position)), Cell.quote(columns.header().get(position)))));
    }

    private @Nullable String fullName(List<String> cells) {
        String first = columns.text(Field.FIRST_NAME, cells).orElse("");
        String last = columns.text(Field.LAST_NAME, cells).orElse("");
        String name = first.isEmpty() || last.isEmpty() ? first + last : first + " " + last;
        return name.isEmpty() ? null : name;
    }

    private @Nullable EmailAddress email(List<String> cells, List<Problem> problems) {
        String cell = columns.text(Field.EMAIL, cells).orElse("");
        if (cell.isEmpty()) {
            problems.add(ProblemCode.EMAIL_MISSING
                    .problem("\"\" is no e-mail address. Write the customer's e-mail address."));
            return null;
        }
        Optional<EmailAddress> email = EmailAddress.parse(cell);
        Optional<String> strange = email.isPresent() ? Optional.empty() : EmailAddress.strangeCharacter(cell);
        if (strange.isPresent()) {
            problems.add(ProblemCode.EMAIL_INVALID.problem(
                    "%s has the character %s inside, which no e-mail address has. Type the address again.",
                    Cell.quote(cell), strange.get()));
            return null;
        }
        return orProblem(email, problems, ProblemCode.EMAIL_INVALID, cell, "an e-mail address",
                "name@example.com");
    }

    private @Nullable String tier(String cell, List<Problem> problems) {
        return orProblem(shop.tier(cell), problems, ProblemCode.TIER_UNKNOWN, cell, "a tier of this shop",
                String.join(", ", shop.tiers()));
    }

    private @Nullable Birthday birthday(String cell, List<Problem> problems) {
        Birthday.Format format = columns.birthdayFormat();
        if (MONTH_NAME.matcher(cell).matches()) {
            problems.add(ProblemCode.BIRTHDAY_INVALID.problem(
                    "%s is what a spreadsheet makes of month and day. Format the column as text and write them such as 01/15.",
                    Cell.quote(cell)));
            return null;
        }
        if (format == Birthday.Format.ANY && YEAR_LAST.matcher(cell).matches()) {
            problems.add(ProblemCode.BIRTHDAY_INVALID.problem(
                    "%s does not say which number is the month. Write a date such as 1990-01-15, or, where the month comes "
                            + "first, name the column \"Birthday(MM/DD/YYYY)\".",
                    Cell.quote(cell)));
            return null;
        }
        return orProblem(Birthday.parse(cell, format, LocalDate.of(latest.getYear(), 12, 31)), problems,
                ProblemCode.BIRTHDAY_INVALID, cell,
                "a possible birthday", format.expected() + ", not in the future");
    }

    /// Also where the day has not been yet.
    private @Nullable DoubtfulBirthday doubtful(String cell, Birthday birthday) {
        return birthday.year() != null && birthday.year() >= day.getYear() - 1
                ? new DoubtfulBirthday(cell, birthday.day())
                : null;
    }

    private @Nullable LocalDate date(String cell, List<Problem> problems) {
        String withoutTime = TIME.matcher(cell).replaceFirst("");
        return orProblem(Birthday.parse(withoutTime, Birthday.Format.ANY, latest).flatMap(Birthday::date), problems,
                ProblemCode.DATE_INVALID, cell, "a possible date", "a date such as 2024-01-31, not in the future");
    }

    private static <T> @Nullable T orProblem(Optional<T> read, List<Problem> problems, ProblemCode code, String cell,
            String what, String expected) {
        if (read.isEmpty()) {
            problems.add(code.problem("%s is not %s. Expected: %s.", Cell.quote(cell), what, expected));
        }
        return read.orElse(null);
    }
}
