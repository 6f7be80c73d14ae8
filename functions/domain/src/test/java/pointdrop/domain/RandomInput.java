package pointdrop.domain;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Random inputs for property tests. Each try has a seed of its own; a failure shows the seed and the input, and
/// `-Dpointdrop.seed=` with that seed repeats the try first.
public final class RandomInput {
    private final RandomGenerator random;

    private RandomInput(long seed) {
        this.random = new Random(seed);
    }

    /// A property of an input.
    @FunctionalInterface
    public interface Check<T> {
        void accept(T input) throws Exception;
    }

    /// Checks a property on as many random inputs as `tries` says.
    public static <T> void check(int tries, Function<RandomInput, T> inputs, Check<T> check) {
        long seed = Long.getLong("pointdrop.seed", System.nanoTime());
        // Generators of consecutive seeds begin with nearly the same number, so that a run would miss half of the choices.
        Random seeds = new Random(seed);
        for (int left = tries; left > 0; left--, seed = seeds.nextLong()) {
            T input = inputs.apply(new RandomInput(seed));
            try {
                check.accept(input);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        String.format(Locale.ROOT, "Replay with -Dpointdrop.seed=%d, which gives the input %s: %s",
                                seed, Arrays.deepToString(new Object[]{input}), failure.getMessage()),
                        failure);
            }
        }
    }

    /// From `min` to `max`, both included.
    public int number(int min, int max) {
        return random.nextInt(min, max + 1);
    }

    public boolean yesOrNo() {
        return random.nextBoolean();
    }

    @SafeVarargs
    public final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    public byte[] bytes(int max) {
        byte[] bytes = new byte[number(0, max)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Characters of an alphabet.
    public String text(String alphabet, int min, int max) {
        int[] choices = alphabet.codePoints().toArray();
        return IntStream.range(0, number(min, max))
                .mapToObj(_ -> Character.toString(choices[random.nextInt(choices.length)]))
                .collect(Collectors.joining());
    }

    public <T> List<T> listOf(int max, Supplier<T> element) {
        return Stream.generate(element).limit(number(0, max)).toList();
    }

    /// The numbers from 0 to `count` - 1, in random order.
    public List<Integer> order(int count) {
        List<Integer> numbers = IntStream.range(0, count).boxed().collect(Collectors.toList());
        Collections.shuffle(numbers, random);
        return List.copyOf(numbers);
    }
}
