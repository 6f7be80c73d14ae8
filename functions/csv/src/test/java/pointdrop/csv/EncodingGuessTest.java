package pointdrop.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import pointdrop.domain.FileRejected;
import pointdrop.domain.RandomInput;
import pointdrop.domain.Rejection.Code;

class EncodingGuessTest {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String[] WESTERN = """
            Jürgen Müller,Jörg Schäfer,Günther Groß,Käthe Böhm,Björn Strauß,Gökhan Öz,Zoë Fräulein,Änne Förster,Ute Übel,
            François Lefèvre,Hélène Bérard,Noël Châtelain,Benoît Prévost,Loïc Guérin,Anaïs Lemaître,Éric Étienne,Joël D’Été,
            Œuvrard Agnès,José Núñez,María García,Íñigo Peña,Ramón Ibáñez,Óscar López,Begoña Sánchez,Víctor Álvarez,Mª Ángeles,
            João Conceição,Antônio Araújo,Simão Brandão,Ângela Falcão,Débora Assunção,Åsa Öberg,Göran Ångström,Märta Lindström,
            Søren Jørgensen,Kåre Ødegård,Øystein Bø,Lærke Nørgaard,Jón Þórsson,Guðrún Jónsdóttir,Sigríður Æsa,Hämäläinen Yrjö,
            Siân Môn,Niccolò Però,Núria Güell,Seán Ó Briain,Beyoncé,Café “Élan”,Citroën – Straße 5,João M¹,50 m³ « René »,
            é,Zoë,Ñ,Ana Torres,O’Neil,Smith,Jones,¿Qué?,£5 für Anna,1½ Müller,Ærø"""
            .replace("\n", "")
            .split(",");
    private static final String[] JAPANESE = "山田太郎,佐藤花子,鈴木一郎,高橋健太,田中美咲,渡辺翔,伊藤さくら,中村ゆうこ,小林大輔,加藤あゆみ".split(",");
    private static final String[] CHINESE = "王芳,李娜,张伟,刘洋,陈静,杨磊,赵敏,黄丽,周杰,吴强,徐勇,孙艳,马超,朱军,胡涛,郭明,林芳,何平".split(",");
    private static final String[] RUSSIAN = "Пётр Иванов,Анна Смирнова,Фёдор Кузнецов,Елена Попова,Алексей Соколов,Юлия Соловьёва"
            .split(",");
    private static final String[] POLISH = "Łukasz Wiśniewski,Małgorzata Dąbrowska,Paweł Wójcik,Elżbieta Jabłońska,Michał Gałązka"
            .split(",");

    private static String file(RandomInput random, int rows, String lineEnd, String... names) {
        String delimiter = random.oneOf(",", ";", "\t");
        return "Email" + delimiter + "Name" + lineEnd + IntStream.range(0, rows)
                .mapToObj(i -> "c" + i + "@example.com" + delimiter + random.oneOf(names) + lineEnd)
                .collect(Collectors.joining());
    }

    private static Encoding guess(byte[] bytes) throws IOException {
        return EncodingGuess.of(new ByteArrayInputStream(bytes));
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String rejection(byte[] bytes) {
        FileRejected rejected = assertThrows(FileRejected.class, () -> guess(bytes));
        assertEquals(Code.ENCODING_MIXED, rejected.rejection().code());
        return rejected.rejection().message();
    }

    /// Java finds a charset by its name, in the runtime of AWS as well as here.
    @ParameterizedTest
    @EnumSource
    void eachEncodingIsKnownByItsLabel(Encoding encoding) {
        assertTrue(encoding.charset().canEncode());
    }

    /// Also where a few words, such as a city, stand in every row.
    @Test
    void westernNamesAreNeverTakenForAnotherEncoding() {
        RandomInput.check(20_000, random -> {
            String[] few = {random.oneOf(WESTERN), random.oneOf(WESTERN)};
            String text = random.number(0, 9) == 0
                    ? file(random, 100, "\n", few)
                    : file(random, random.number(1, 8), random.oneOf("\n", "\r\n"), WESTERN);
            return random.number(0, 3) == 0 ? text.toUpperCase(Locale.ROOT) : text;
        }, text -> assertEquals(Encoding.WINDOWS_1252, guess(text.getBytes(WINDOWS_1252)), text));
    }

    /// `é` and `Ñ` are the Cyrillic letters `й` and `С`, pairs of them Chinese ones.
    @Test
    void westernLettersAloneAreNotTakenForAnotherScript() {
        RandomInput.check(5_000, random -> {
            String[] words = Stream
                    .generate(() -> random.text("àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþßÿÀÁÂÄÅÇÈÉÖÜØÆÑ", 1, 2))
                    .limit(3)
                    .toArray(String[]::new);
            return file(random, random.number(1, 20), "\n",
                    random.oneOf(words, new String[]{"é"}, new String[]{"Ñ", "é"}));
        }, text -> assertEquals(Encoding.WINDOWS_1252, guess(text.getBytes(WINDOWS_1252)), text));
    }

    /// In most files; the others are read as Windows-1252, or rejected because a part of them is UTF-8 by chance.
    @Test
    void aFewNamesOfOtherScriptsAreEnough() {
        Map<Encoding, Integer> known = new EnumMap<>(Encoding.class);
        RandomInput.check(200, random -> Map.of(Encoding.SHIFT_JIS, file(random, 5, "\n", JAPANESE), Encoding.GBK,
                file(random, 5, "\n", CHINESE), Encoding.WINDOWS_1251, file(random, 3, "\n", RUSSIAN)),
                files -> files.forEach(
                        (encoding, text) -> known.merge(encoding, isKnown(encoding, text) ? 1 : 0, Integer::sum)));

        assertTrue(known.values().stream().allMatch(count -> count > 140), known.toString());
    }

    private static boolean isKnown(Encoding encoding, String text) {
        try {
            return guess(text.getBytes(encoding.charset())) == encoding;
        } catch (FileRejected unsure) {
            return false;
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /// The library alone takes each of them for Shift-JIS, where it stands in many rows.
    @ParameterizedTest
    @ValueSource(strings = {"O\u2019Neil", "O\u2019NEIL", "JOS\u00C9,O\u2019NEIL", "\u00C5sa,O\u2019Neil"})
    void aNameInManyRowsIsNotTakenForJapanese(String names) {
        RandomInput.check(5, random -> file(random, 100, "\n", names.split(",")),
                text -> assertEquals(Encoding.WINDOWS_1252, guess(text.getBytes(WINDOWS_1252))));
    }

    @Test
    void oneSignInsideAWordDoesNotMakeAFilePolish() throws IOException {
        String text = "Email,Name\na@example.com,a\u00B3b\n" + "b@example.com,Ren\u00E9\n".repeat(60);

        assertEquals(Encoding.WINDOWS_1252, guess(text.getBytes(WINDOWS_1252)));
    }

    @Test
    void westernNamesAfterBareCarriageReturnsAreMacRoman() {
        RandomInput.check(2_000,
                random -> file(random, random.number(1, 8), "\r", "Zoë Müller", "Jérôme Noël", "Åsa Öberg", "Ñ"),
                text -> assertEquals(Encoding.MAC_ROMAN, guess(text.getBytes(Encoding.MAC_ROMAN.charset()))));
    }

    /// But for one file in a thousand, of which the library is not sure.
    @Test
    void otherScriptsAreKnownWhereThereIsEnoughOfThem() {
        Map<Encoding, Integer> known = new EnumMap<>(Encoding.class);
        RandomInput.check(300, random -> Stream
                .of(Encoding.SHIFT_JIS, Encoding.GBK, Encoding.WINDOWS_1251, Encoding.WINDOWS_1250)
                .collect(Collectors.toMap(encoding -> encoding, encoding -> file(random, 40, "\r\n", switch (encoding) {
                    case SHIFT_JIS -> JAPANESE;
                    case GBK -> CHINESE;
                    case WINDOWS_1251 -> RUSSIAN;
                    default -> POLISH;
                }))), files -> files.forEach(
                        (encoding, text) -> known.merge(encoding, isKnown(encoding, text) ? 1 : 0, Integer::sum)));

        assertTrue(known.values().stream().allMatch(count -> count >= 295), known.toString());
    }

    /// The library alone takes nearly all of these files for Windows-1251.
    @Test
    void slovakNamesAreNotTakenForCyrillic() {
        List<String> names = List.of("Ľubomír Kováč", "Štefan Horváth", "Zuzana Tóthová", "Peter Šťastný",
                "Mária Čierna",
                "Lucia Kráľová", "Marek Ďurica", "Eva Poláková");
        RandomInput.check(200, random -> "Email,Name\n" + random.order(60)
                .stream()
                .map(i -> "c" + i + "@example.com," + names.get(i % names.size()) + "\n")
                .collect(Collectors.joining()),
                text -> assertEquals(Encoding.WINDOWS_1250, guess(text.getBytes(Encoding.WINDOWS_1250.charset())),
                        text));
    }

    /// A single letter of Windows-1250 is that where Windows-1252 has no character.
    @Test
    void aNameThatWindows1252HasNoCharacterForMakesAFileWindows1250() throws IOException {
        String text = "Email,Name\na@example.com,Peter Šťastný\n" + "b@example.com,Eva Poláková\n".repeat(60);

        assertEquals(Encoding.WINDOWS_1250, guess(text.getBytes(Encoding.WINDOWS_1250.charset())));
    }

    @ParameterizedTest
    @CsvSource({"Jos\u00E9,Ren\u00E9", "\u041F\u0451\u0442\u0440,Ren\u00E9", "\u5C71\u7530,Ren\u00E9",
            "\uD83D\uDE00,\u00A31", "O\u2019Neil,\u00FC"})
    void aFileThatIsUtf8HereAndWindows1252ThereIsRejected(String utf8, String other) {
        byte[] bytes = concat(("Email,Name\r\na@example.com," + utf8 + "\r\nb@example.com,").getBytes(UTF_8),
                other.getBytes(WINDOWS_1252), "\r\n".getBytes(UTF_8));

        String message = rejection(bytes);
        assertTrue(message.startsWith("Line 2 is UTF-8, but line 3, column "), message);
    }

    @Test
    void theCharacterThatIsNotUtf8IsSaidByLineAndColumn() {
        byte[] bytes = concat("Email,Name\ra,\"Jos\u00E9\r\"\r\n\nm2@x.example,Ren".getBytes(UTF_8),
                "\u00E9\n".getBytes(WINDOWS_1252));

        assertEquals("Line 2 is UTF-8, but line 5, column 17, after \"m2@x.example,Ren\", is not: it has the byte E9. "
                + "Type the text there again, save the file as CSV (UTF-8) and drop it again.", rejection(bytes));
    }

    @Test
    void oneRowInUtf8AmongManyOthersIsFound() {
        RandomInput.check(500,
                random -> List.of(file(random, 30, "\n", "Ren\u00E9", "J\u00FCrgen"),
                        file(random, 30, "\n", "Zo\u00EB")),
                files -> assertTrue(rejection(
                        concat(files.getFirst().getBytes(WINDOWS_1252), "x@example.com,Jos\u00E9\n".getBytes(UTF_8),
                                files.getLast().getBytes(WINDOWS_1252)))
                        .startsWith("Line 32 is UTF-8, but line 2, column ")));
    }

    @Test
    void aFileThatIsMarkedAsUtf8ButIsNotIsRejected() {
        String message = rejection(concat("\uFEFFEmail,Name\na,Zo".getBytes(UTF_8), "\u00EB".getBytes(WINDOWS_1252)));

        assertTrue(message.startsWith(
                "The file is marked as UTF-8, but line 2, column 5, after \"a,Zo\", is not: it has the byte EB."),
                message);
    }

    @Test
    void aCharacterCutByTheEndOfTheFileOrOfABufferIsCounted() throws IOException {
        assertEquals(Encoding.WINDOWS_1252, guess("Email,Name\na,Ren\u00E9".getBytes(WINDOWS_1252)));
        for (int length = 65_530; length < 65_540; length++) {
            byte[] bytes = concat("x".repeat(length).getBytes(UTF_8), "\u20AC\u20AC\n".getBytes(UTF_8),
                    "\u00E9".getBytes(WINDOWS_1252));
            assertTrue(rejection(bytes).contains("line 2, column 1,"));
        }
    }
}
