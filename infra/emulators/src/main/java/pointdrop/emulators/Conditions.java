package pointdrop.emulators;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The conditions of a CloudFormation template.
///
/// @param parameters by name
record Conditions(YamlTree declared, Map<String, String> parameters) {
    private static final String NO_VALUE = "AWS::NoValue";

    /// A tree without `!If` and without what depends on conditions that do not hold.
    YamlTree applied(YamlTree tree) {
        return new YamlTree(apply(tree));
    }

    /// Null where there is nothing.
    private @Nullable Object apply(YamlTree place) {
        return switch (place.value()) {
            case YamlTree.Intrinsic chosen when chosen.function().equals("If") ->
                apply(chosen.others().get(holds(chosen.name()) ? 0 : 1));
            case YamlTree.Intrinsic reference when reference.name().equals(NO_VALUE) -> null;
            case Map<?, ?> map when map.get("Condition") instanceof String condition && !holds(condition) -> null;
            case Map<?, ?> _ -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                place.entries().forEach((name, entry) -> {
                    Object applied = apply(entry);
                    if (applied != null) {
                        entries.put(name, applied);
                    }
                });
                yield entries;
            }
            case List<?> _ -> place.elements().stream().flatMap(element -> Stream.ofNullable(apply(element))).toList();
            case null -> null;
            default -> place.value();
        };
    }

    private boolean holds(String name) {
        return holds(declared.get(name));
    }

    private boolean holds(YamlTree condition) {
        if (condition.value() instanceof YamlTree.Intrinsic intrinsic) {
            switch (intrinsic.function()) {
                case "Not" -> {
                    return !holds(intrinsic.argument());
                }
                case "Equals" -> {
                    return Objects.equals(text(intrinsic.argument()), text(intrinsic.others().getFirst()));
                }
                default -> {
                    // As for what is no function.
                }
            }
        }
        throw new IllegalStateException("The local stack does not know this condition: " + condition.value());
    }

    private @Nullable String text(YamlTree place) {
        return place.value() instanceof YamlTree.Intrinsic reference
                ? parameters.get(reference.name())
                : String.valueOf(place.value());
    }
}
