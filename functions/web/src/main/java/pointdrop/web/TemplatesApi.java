package pointdrop.web;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import pointdrop.domain.Action;
import pointdrop.domain.Field;

/// Files to begin with: the columns that an action reads, and an example row.
final class TemplatesApi {
    /// A whole name is simpler than its parts.
    private static final Set<Field> LEFT_OUT = Set.of(Field.FIRST_NAME, Field.LAST_NAME);

    Answer show(Call call, Caller caller) {
        Action action = Action.named(call.part("action")).orElseThrow(Refused::notFound);
        List<Field> fields = Stream.concat(action.required().stream(), action.optional().stream())
                .filter(field -> !LEFT_OUT.contains(field))
                .toList();
        List<String> tiers = caller.shop().rules().tiers();
        String file = line(fields.stream().map(Field::label))
                + line(fields.stream().map(field -> example(field, tiers)));
        return Answer.empty(200)
                .with("content-type", "text/csv; charset=utf-8")
                .with("content-disposition", "attachment; filename=\"%s.csv\"".formatted(action.label()))
                .withBody(file);
    }

    private static String line(Stream<String> cells) {
        return CSVFormat.RFC4180.format(cells.toArray()) + "\r\n";
    }

    private static String example(Field field, List<String> tiers) {
        return switch (field) {
            case EMAIL -> "alice@example.com";
            case NAME -> "Alice Example";
            case FIRST_NAME -> "Alice";
            case LAST_NAME -> "Example";
            case POINTS -> "100";
            case TIER -> tiers.isEmpty() ? "" : tiers.getFirst();
            case BIRTHDAY -> "1990-03-31";
            case BIRTHDAY_MONTH_DAY -> "03/31";
            case CREATED_DATE -> "2024-03-31";
            case REASON -> "Spring campaign";
        };
    }
}
