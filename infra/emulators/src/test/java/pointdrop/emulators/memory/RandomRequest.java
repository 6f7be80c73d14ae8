package pointdrop.emulators.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import pointdrop.domain.RandomInput;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An item, and an update of it, that mean something surprisingly often: all are made of few names and values.
///
/// @param item beside its key; empty for none
record RandomRequest(Optional<Map<String, AttributeValue>> item, String update, @Nullable String condition,
        Map<String, AttributeValue> values) {

    static RandomRequest of(RandomInput randomly) {
        return new Maker(randomly).request();
    }

    private static final class Maker {
        private final RandomInput randomly;
        private final Map<String, AttributeValue> values = new TreeMap<>();

        private Maker(RandomInput randomly) {
            this.randomly = randomly;
        }

        private RandomRequest request() {
            Optional<Map<String, AttributeValue>> item = randomly.number(0, 5) == 0
                    ? Optional.empty()
                    : Optional.of(attributes(2, 5));
            String condition = randomly.number(0, 2) > 0 ? condition(2) : null;
            return new RandomRequest(item, update(), condition, values);
        }

        private Map<String, AttributeValue> attributes(int depth, int most) {
            Map<String, AttributeValue> attributes = new TreeMap<>();
            for (int left = randomly.number(0, most); left > 0; left--) {
                attributes.put(name(), value(depth));
            }
            return attributes;
        }

        private String name() {
            return randomly.oneOf("a", "b", "c", "d");
        }

        private AttributeValue value(int depth) {
            return value(randomly.number(0, depth > 0 ? 9 : 7), depth);
        }

        private AttributeValue value(int kind, int depth) {
            return switch (kind) {
                case 0, 1 -> AttributeValue.fromN(numeral());
                case 2 -> AttributeValue.fromS(randomly.text("ab", 0, 2));
                case 3 -> AttributeValue.fromBool(randomly.yesOrNo());
                case 4 -> AttributeValue.fromNul(true);
                case 5 -> AttributeValue.fromNs(members(this::numeral, "0"));
                case 6 -> AttributeValue.fromSs(members(() -> randomly.text("ab", 1, 1), "a"));
                case 7 -> AttributeValue.fromS(randomly.oneOf("a", "S", "N"));
                case 8 -> AttributeValue.fromL(randomly.listOf(3, () -> value(depth - 1)));
                default -> AttributeValue.fromM(attributes(depth - 1, 3));
            };
        }

        private String numeral() {
            return randomly.oneOf("0", "1", "2", "-1", "0.5", "10", "3");
        }

        private static List<String> orOne(List<String> members, String one) {
            return members.isEmpty() ? List.of(one) : members;
        }

        private List<String> members(Supplier<String> member, String one) {
            return orOne(randomly.listOf(3, member).stream().distinct().toList(), one);
        }

        private String literal() {
            return literal(randomly.number(0, 9));
        }

        private String literal(int kind) {
            String placeholder = ":v" + values.size();
            values.put(placeholder, value(kind, 1));
            return placeholder;
        }

        private String path() {
            return path(name());
        }

        private String path(String first) {
            StringBuilder path = new StringBuilder(first);
            while (randomly.number(0, 6) == 0) {
                path.append(".").append(name());
            }
            return path.toString();
        }

        private String update() {
            List<String> sections = new ArrayList<>();
            for (String section : List.of("SET", "REMOVE", "ADD", "DELETE")) {
                if (randomly.number(0, 3) == 0) {
                    sections.add(section + " " + Stream.generate(() -> action(section))
                            .limit(randomly.number(1, 2))
                            .collect(Collectors.joining(", ")));
                }
            }
            return sections.isEmpty() ? "SET " + path() + " = " + literal() : String.join(" ", sections);
        }

        private String action(String section) {
            return switch (section) {
                case "SET" -> path() + " = " + newValue();
                case "REMOVE" -> path();
                case "ADD" -> path() + " " + literal(randomly.oneOf(0, 0, 0, 5, 6));
                default -> path() + " " + literal(randomly.oneOf(5, 6));
            };
        }

        private String newValue() {
            return switch (randomly.number(0, 9)) {
                case 0 -> operand(0) + randomly.oneOf(" + ", " - ") + operand(0);
                case 1, 2 -> "if_not_exists(" + left() + ", " + right(randomly.number(0, 9)) + ")";
                case 3 -> "if_not_exists(" + path() + ", " + literal(0) + ") + " + literal(0);
                case 4 -> path();
                default -> literal();
            };
        }

        /// An expression that has one path twice is refused by AWS; the simulation takes it.
        private String left() {
            return path(randomly.oneOf("a", "b"));
        }

        private String right(int kind) {
            return randomly.yesOrNo() ? path(randomly.oneOf("c", "d")) : literal(kind);
        }

        private String operand(int kind) {
            return randomly.yesOrNo() ? path() : literal(kind);
        }

        private String sized() {
            return randomly.number(0, 4) == 0 ? "size(" + path() + ")" : left();
        }

        private String condition(int depth) {
            return switch (randomly.number(depth > 0 ? 0 : 3, 9)) {
                case 0 -> condition(depth - 1) + " AND " + condition(depth - 1);
                case 1 -> condition(depth - 1) + " OR " + condition(depth - 1);
                case 2 -> randomly.oneOf("NOT ", "") + "(" + condition(0) + randomly.oneOf(" AND ", " OR ")
                        + condition(0) + ")";
                case 3 -> "attribute_exists(" + path() + ")";
                case 4 -> "attribute_not_exists(" + path() + ")";
                case 5 -> "contains(" + left() + ", " + right(randomly.number(0, 9)) + ")";
                case 6 -> "begins_with(" + left() + ", " + right(2) + ")";
                case 7 -> left() + randomly.oneOf(" < ", " <= ", " > ", " >= ") + right(randomly.oneOf(0, 2));
                case 8 -> sized() + randomly.oneOf(" < ", " <= ", " > ", " >= ") + right(0);
                default -> sized() + randomly.oneOf(" = ", " <> ") + right(randomly.number(0, 9));
            };
        }
    }
}
