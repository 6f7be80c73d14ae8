package pointdrop.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a column can mean. A header is matched to a field without regard to case, spaces, underscores, hyphens, dots and
/// characters that nobody sees.
public enum Field {
    EMAIL("Email", "email", "emails", "email address", "customer email"),
    NAME("Name", "name"),
    /// With [#LAST_NAME] it makes a name where there is no column of whole ones.
    FIRST_NAME("First Name", "first name"),
    LAST_NAME("Last Name", "last name"),
    POINTS("Points", "points",
            "available points", "points balance", "current points balance"),
    TIER("VIP Tier", "vip tier",
            "membership type", "tier", "membership tier"),
    BIRTHDAY("Birthday", "birthday", "birthdate",
            "date of birth", Field.MONTH_DAY_HEADER, Field.MONTH_DAY_YEAR_HEADER),
    /// The birthday of `update-birthday`: only the header that states the format is accepted.
    BIRTHDAY_MONTH_DAY("Birthday(MM/DD)", Field.MONTH_DAY_HEADER),
    CREATED_DATE("Created Date", "created date"),
    /// Why a row stands in the file.
    REASON("Reason", "reason");

    /// What can be said of a customer beside the address.
    static final List<Field> OF_A_NEW_CUSTOMER = List.of(NAME, FIRST_NAME, LAST_NAME, POINTS, TIER, BIRTHDAY,
            CREATED_DATE);
    private static final String MONTH_DAY_HEADER = "birthday(mm/dd)";
    private static final String MONTH_DAY_YEAR_HEADER = "birthday(mm/dd/yyyy)";

    private final String label;
    private final List<String> aliases;

    Field(String label, String... aliases) {
        this.label = label;
        this.aliases = Arrays.stream(aliases).map(Field::normalize).toList();
    }

    /// The name to show to a person.
    public String label() {
        return label;
    }

    boolean matches(String header) {
        return aliases.contains(normalize(header));
    }

    /// How the cells below a birthday header are written.
    static Birthday.Format birthdayFormat(String header) {
        return switch (normalize(header)) {
            case MONTH_DAY_HEADER -> Birthday.Format.MONTH_DAY;
            case MONTH_DAY_YEAR_HEADER -> Birthday.Format.MONTH_DAY_YEAR;
            default -> Birthday.Format.ANY;
        };
    }

    private static String normalize(String header) {
        return Ignored.IN_HEADERS.matcher(header.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /// The constructor of an enum comes before its constants.
    private static final class Ignored {
        /// Separators and format characters are the Unicode categories Z and Cf.
        static final Pattern IN_HEADERS = Pattern.compile("[\\s\\p{Z}\\p{Cf}_.-]+");
    }
}
