package pointdrop.storage;

import java.util.Map;
import java.util.Optional;

/// The environment variables of a function, as template.yaml sets them.
public record Environment(Map<String, String> variables) {

    /// @throws IllegalStateException where the variable is missing or empty; it names the variable
    public String required(String name) {
        return optional(name).orElseThrow(() -> new IllegalStateException(
                "The environment variable " + name + " is not set. template.yaml sets it for every function."));
    }

    /// Nothing where the variable is missing or empty.
    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// @throws IllegalStateException where the variable is missing or not a whole number; it names the variable
    public long requiredNumber(String name) {
        String value = required(name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalStateException(
                    "The environment variable " + name + " is \"" + value + "\", not a whole number.", notANumber);
        }
    }
}
