package pointdrop.emulators;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A node of a YAML document.
///
/// @param value null where the document has no such node
record YamlTree(@Nullable Object value) {

    /// A CloudFormation function, such as `!Ref Bucket`.
    ///
    /// @param argument the first one
    record Intrinsic(String function, YamlTree argument, List<YamlTree> others) {
        Intrinsic(String function, List<YamlTree> arguments) {
            this(function, arguments.getFirst(), arguments.subList(1, arguments.size()));
        }

        String name() {
            return String.valueOf(argument.value());
        }
    }

    private static final class WithFunctions extends StandardConstructor {
        WithFunctions(LoadSettings settings) {
            super(settings);
            for (String function : List.of("Ref", "Sub", "GetAtt", "FindInMap", "If", "Equals", "Not", "Select",
                    "Split", "Join")) {
                tagConstructors.put(new Tag("!" + function),
                        node -> new Intrinsic(function, new YamlTree(arguments(node)).elements()));
            }
        }

        private Object arguments(Node node) {
            return node instanceof SequenceNode list ? constructSequence(list) : ((ScalarNode) node).getValue();
        }
    }

    static YamlTree parse(String document) {
        LoadSettings settings = LoadSettings.builder().build();
        return new YamlTree(new Load(settings, new WithFunctions(settings)).loadFromString(document));
    }

    YamlTree get(String... path) {
        Object place = value;
        for (String name : path) {
            place = place instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new YamlTree(place);
    }

    /// Entries in the order of the document; empty where the node is not a map.
    Map<String, YamlTree> entries() {
        Map<String, YamlTree> entries = new java.util.LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, entry) -> entries.put(String.valueOf(name), new YamlTree(entry)));
        }
        return entries;
    }

    /// Elements of a list; the value itself where it is not one, as CloudFormation allows.
    List<YamlTree> elements() {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list.stream().map(YamlTree::new).toList();
            default -> List.of(this);
        };
    }

    /// Of a value that is no function.
    String text() {
        if (value == null || value instanceof Intrinsic || value instanceof Map<?, ?> || value instanceof List<?>) {
            throw new IllegalStateException("A text is needed in place of " + value);
        }
        return value.toString();
    }

    Optional<Object> optional() {
        return Optional.ofNullable(value);
    }
}
