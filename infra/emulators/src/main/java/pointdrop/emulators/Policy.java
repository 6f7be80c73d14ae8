package pointdrop.emulators;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What an IAM policy says, as far as the policies of this project use IAM's language. What it does not know it refuses when it reads it.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
public record Policy(List<Rule> rules) {
    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    private static final Map<String, Boolean> ALLOWS = Map.of("Allow", true, "Deny", false);
    private static final String PRINCIPAL = "Principal";
    /// All are true where the key has one of the values, and false where the request has no such key.
    private static final Set<String> OPERATORS = Set.of("StringEquals", "ArnEquals", "Bool");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    /// What a call must be allowed to do.
    ///
    /// @param resource an ARN
    /// @param context values of condition keys
    public record Need(String action, String resource, Map<String, String> context) {
        public Need(String action, String resource) {
            this(action, resource, Map.of());
        }

        /// The same with one more condition key.
        public Need with(String key, String value) {
            Map<String, String> more = new TreeMap<>(context);
            more.put(key, value);
            return new Need(action, resource, more);
        }
    }

    /// One action on one resource. Both may end with `*`; the resource may name condition keys, as in `${aws:PrincipalTag/shop}`.
    public record Rule(boolean allows, String action, String resource, List<Condition> conditions) {

        boolean isAbout(Need need) {
            return covers(action, need.action())
                    && filled(need.context()).filter(known -> covers(known, need.resource())).isPresent()
                    && conditions.stream().allMatch(condition -> condition.holds(need.context()));
        }

        /// The resource with the values of its variables, each of which stands for itself; nothing where one has none.
        private Optional<String> filled(Map<String, String> context) {
            if (!resource.contains("${")) {
                return Optional.of(resource);
            }
            Matcher variables = VARIABLE.matcher(resource);
            return variables.results().allMatch(variable -> context.containsKey(variable.group(1)))
                    ? Optional.of(variables.replaceAll(variable -> Matcher
                            .quoteReplacement(Objects.requireNonNull(context.get(variable.group(1))))))
                    : Optional.empty();
        }

        private static boolean covers(String pattern, String value) {
            return pattern.endsWith("*")
                    ? value.startsWith(pattern.substring(0, pattern.length() - 1))
                    : value.equals(pattern);
        }
    }

    /// @param operator such as `StringEquals`, or `Principal`
    public record Condition(String operator, String key, List<String> values) {

        boolean holds(Map<String, String> context) {
            return (operator.equals(PRINCIPAL) && values.contains("*")) || values.contains(context.get(key));
        }
    }

    /// @param text of a value: a reference resolved, an ARN where it is one
    static Policy of(Stream<YamlTree> statements, Function<YamlTree, String> text) {
        return new Policy(statements.flatMap(statement -> rules(statement, text)).toList());
    }

    /// A document of its own, in JSON.
    public static Policy parse(String document) {
        return of(YamlTree.parse(document).get("Statement").elements().stream(), YamlTree::text);
    }

    private static Stream<Rule> rules(YamlTree statement, Function<YamlTree, String> text) {
        refuseAllBut(ELEMENTS, statement.entries().keySet());
        boolean allows = Objects.requireNonNull(ALLOWS.get(text.apply(statement.get("Effect"))));
        List<Condition> conditions = Stream
                .concat(principals(statement.get(PRINCIPAL), text), conditions(statement.get("Condition"), text))
                .toList();
        return statement.get("Action")
                .elements()
                .stream()
                .flatMap(action -> statement.get("Resource")
                        .elements()
                        .stream()
                        .map(resource -> new Rule(allows, pattern(text.apply(action)), pattern(text.apply(resource)),
                                conditions)));
    }

    private static Stream<Condition> principals(YamlTree principal, Function<YamlTree, String> text) {
        return principal.entries().isEmpty()
                ? principal.optional().stream().map(all -> new Condition(PRINCIPAL, PRINCIPAL, List.of(all.toString())))
                : principal.entries()
                        .values()
                        .stream()
                        .map(some -> new Condition(PRINCIPAL, PRINCIPAL, some.elements().stream().map(text).toList()));
    }

    private static Stream<Condition> conditions(YamlTree conditions, Function<YamlTree, String> text) {
        refuseAllBut(OPERATORS, conditions.entries().keySet());
        return conditions.entries()
                .entrySet()
                .stream()
                .flatMap(operator -> operator.getValue()
                        .entries()
                        .entrySet()
                        .stream()
                        .map(key -> new Condition(operator.getKey(), key.getKey(),
                                key.getValue().elements().stream().map(text).toList())));
    }

    private static String pattern(String text) {
        if (text.matches(".*[*].+|.*[?].*")) {
            throw new IllegalStateException("Only a * at the end is known in policies: " + text);
        }
        return text;
    }

    private static void refuseAllBut(Set<String> known, Set<String> given) {
        given.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalStateException("It is not known what " + name + " means in a policy");
        });
    }

    /// Whether some rule allows it and none denies it.
    public boolean allows(Need need) {
        List<Rule> about = rules.stream().filter(rule -> rule.isAbout(need)).toList();
        return !about.isEmpty() && about.stream().allMatch(Rule::allows);
    }

    /// Whether some rule denies it.
    public boolean denies(Need need) {
        return rules.stream().anyMatch(rule -> !rule.allows() && rule.isAbout(need));
    }

    /// The rules each of which could go, and all that is needed would still be allowed.
    public List<Rule> unused(Collection<Need> needs) {
        Set<Rule> alone = needs.stream()
                .map(need -> rules.stream().filter(rule -> rule.isAbout(need)).toList())
                .filter(about -> about.size() == 1)
                .map(List::getFirst)
                .collect(Collectors.toSet());
        return rules.stream().filter(rule -> !alone.contains(rule)).toList();
    }
}
