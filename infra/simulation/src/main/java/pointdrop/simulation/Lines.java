package pointdrop.simulation;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A generated file: an action, its header and rows of which some are wrong and some meet the same customer.
record Lines(String action, String header, List<Line> lines) {
    static final List<String> CUSTOMERS = List.of("ada@example.com", "bob@example.com", "cleo@example.com",
            "dora@example.com", "eva@example.com");
    static final List<String> TIERS = List.of("Bronze", "Silver", "Gold");
    private static final List<String> NAMES = List.of("Nadja", "Nadja Novak");
    private static final List<String> BIRTHDAYS = List.of("03/03", "12/09", "02/29");

    /// What a spreadsheet makes of the first of them in the year of a history.
    private static final String DOUBTFUL_BIRTHDAY = Agenda.START.toString().substring(0, 4) + "-03-03";

    static Lines of(Choices choices, int longest) {
        String action = choices.of(List.of("add-points", "add-points", "reset-points", "update-birthday",
                "update-customers", "enroll", "upsert"));
        String header = switch (action) {
            case "add-points", "reset-points" -> "Email,Points";
            case "update-birthday" -> "Email,Birthday(MM/DD)";
            case "update-customers" -> "Email,Available Points,VIP Tier,Birthday";
            case "upsert" -> "Email,Name,Points,VIP Tier";
            default -> "Email,Name,Points";
        };
        List<Line> lines = IntStream.rangeClosed(1, choices.between(1, longest))
                .mapToObj(_ -> line(action, choices))
                .toList();
        return new Lines(action, header, lines);
    }

    private static Line line(String action, Choices choices) {
        String email = choices.of(CUSTOMERS);
        String written = choices.oneIn(3) ? email.toUpperCase(Locale.ROOT) : email;
        if (choices.oneIn(8)) {
            // As wide as the widest header: two short lines could be one row that a line break cut.
            return choices.oneIn(2)
                    ? Line.wrong("no address,1,,", null)
                    : Line.wrong(written + ",1.5,1.5,", email);
        }
        return switch (action) {
            case "add-points" -> {
                int added = choices.between(-80, 80);
                yield Line.change(written + "," + added, email, before -> before.withPoints(before.points() + added));
            }
            case "reset-points" -> {
                int points = choices.between(-10, 60);
                yield Line.change(written + "," + points, email, before -> before.withPoints(points));
            }
            case "update-birthday" -> {
                String birthday = choices.of(BIRTHDAYS);
                yield Line.change(written + "," + birthday, email, before -> before.withBirthday(birthday));
            }
            case "update-customers" -> {
                int points = choices.between(0, 60);
                String tier = choices.of(TIERS);
                String cells = String.format(Locale.ROOT, "%s,%d,%s,", written, points, tier.toLowerCase(Locale.ROOT));
                boolean doubtful = choices.oneIn(3);
                Line line = Line
                        .change(doubtful ? cells + DOUBTFUL_BIRTHDAY : cells, email,
                                before -> before.withPoints(points).withTier(tier))
                        .withTier(tier);
                yield doubtful ? line.forBirthday(BIRTHDAYS.getFirst()) : line;
            }
            case "upsert" -> {
                int points = choices.between(0, 60);
                String name = choices.of(NAMES);
                String cells = String.format(Locale.ROOT, "%s,%s,%d,", written, name, points);
                String tier = choices.of(TIERS);
                yield choices.oneIn(2)
                        ? Line.upsert(cells, email, before -> before.withPoints(points).withName(name))
                        : Line.upsert(cells + tier, email,
                                before -> before.withPoints(points).withName(name).withTier(tier)).withTier(tier);
            }
            default -> Line.creation(String.format(Locale.ROOT, "%s,%s,%d", written, NAMES.getFirst(), 7), email,
                    new Known(7, NAMES.getFirst(), null, null));
        };
    }

    String text() {
        return Stream.concat(Stream.of(header), lines.stream().map(Line::text))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /// The rows of one customer, in file order, each with its row number.
    List<Integer> rowsOf(String email) {
        return IntStream.range(0, lines.size())
                .filter(i -> email.equals(lines.get(i).email()))
                .mapToObj(i -> i + 2)
                .toList();
    }

    Line row(int number) {
        return lines.get(number - 2);
    }
}
