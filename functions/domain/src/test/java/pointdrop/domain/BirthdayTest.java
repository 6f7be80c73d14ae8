package pointdrop.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BirthdayTest {
    /// A date as it is stored, or one that another program or a hand made of it.
    private static String anyText(RandomInput random) {
        String text = String.format(Locale.ROOT,
                random.oneOf("%3$04d-%1$02d-%2$02d", "%1$02d/%2$02d", "%1$d/%2$d", "%3$d-%1$02d-%2$02d",
                        "%1$02d-%2$02d"),
                random.number(0, 13), random.number(0, 32), random.oneOf(0, 1, 1900, 1990, 2000, 9999, 10_000, -1));
        int at = random.number(0, text.length());
        return text.substring(0, at) + random.oneOf("", "", "", " ", "+", "-", "/", "0", "T00:00", "x")
                + text.substring(at);
    }

    @Test
    void whatIsStoredIsReadByTheRulesOfCellsWhereItIsWrittenAsWeWriteIt() {
        RandomInput.check(20_000, BirthdayTest::anyText,
                text -> assertEquals(Birthday.parse(text, Birthday.Format.ANY, LocalDate.MAX)
                        .filter(birthday -> birthday.text().equals(text)), stored(text)));
    }

    private static Optional<Birthday> stored(String text) {
        try {
            return Optional.of(Birthday.fromText(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
