package pointdrop.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Reads the cells of a row by the rules of a shop. All problems of a row are found, not only the first.
///
/// @param today the day of the import: dates after it are in the future
public record RowReader(Columns columns, Shop shop, LocalDate today) {

    /// @param number as [Row#number]
    public Row read(int number, List<String> cells) {
        List<Problem> problems = new ArrayList<>();
        checkWidth(cells, problems);
        EmailAddress email = email(cells, problems);
        Long points = columns.text(Field.POINTS, cells).map(cell -> Points.parse(cell, problems)).orElse(null);
        String name = columns.text(Field.NAME, cells).orElse(null);
        String tier = columns.text(Field.TIER, cells).map(cell -> tier(cell, problems)).orElse(null);
        Birthday birthday = columns.birthday(cells).map(cell -> birthday(cell, problems)).orElse(null);
        LocalDate created = columns.text(Field.CREATED_DATE, cells).map(cell -> date(cell, problems)).orElse(today);
        return new Row(number, email, new Values(points, name, tier, birthday, created), List.copyOf(problems));
    }

    private void checkWidth(List<String> cells, List<Problem> problems) {
        int width = columns.header().size();
        if (cells.size() > width) {
            problems.add(ProblemCode.ROW_MALFORMED.problem(
                    "The row has %d cells but the header has %d columns; %s is too many. "
                            + "Put cells that contain the delimiter in double quotes.",
                    cells.size(), width, Cell.quote(String.join(",", cells.subList(width, cells.size())))));
        }
    }

    private @Nullable EmailAddress email(List<String> cells, List<Problem> problems) {
        String cell = columns.text(Field.EMAIL, cells).orElse("");
        if (cell.isEmpty()) {
            problems.add(ProblemCode.EMAIL_MISSING
                    .problem("\"\" is no e-mail address. Write the customer's e-mail address."));
            return null;
        }
        return orProblem(EmailAddress.parse(cell), problems, ProblemCode.EMAIL_INVALID, cell, "an e-mail address",
                "name@example.com");
    }

    private @Nullable String tier(String cell, List<Problem> problems) {
        return orProblem(shop.tier(cell), problems, ProblemCode.TIER_UNKNOWN, cell, "a tier of this shop",
                String.join(", ", shop.tiers()));
    }

    private @Nullable Birthday birthday(String cell, List<Problem> problems) {
        Birthday.Format format = columns.birthdayFormat();
        return orProblem(Birthday.parse(cell, format, today), problems, ProblemCode.BIRTHDAY_INVALID, cell,
                "a possible birthday", format.expected() + ", not in the future");
    }

    private @Nullable LocalDate date(String cell, List<Problem> problems) {
        return orProblem(Birthday.parse(cell, Birthday.Format.ANY, today).flatMap(Birthday::date), problems,
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
