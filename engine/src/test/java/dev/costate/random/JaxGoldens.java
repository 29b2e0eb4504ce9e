package dev.costate.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/// What JAX draws: the lines of `goldens/random/jax.txt`, whose form `jax_random_goldens.py` explains.
public final class JaxGoldens {
    private static final String RESOURCE = "/goldens/random/jax.txt";

    private JaxGoldens() {}

    /// One call.
    ///
    /// @param function its name in `jax.random`
    /// @param dtype `f32`, `f64`, `i32`, `i64`, `u32`, `u64`, or `-` for a function that has none
    /// @param seed the argument of `jax.random.key`
    /// @param shape the shape of the result
    /// @param options the other arguments by name
    /// @param values the result, row-major
    public record Case(
            String function,
            String dtype,
            long seed,
            List<Integer> shape,
            Map<String, String> options,
            List<String> values) {
        /// The option `name`, which must be there.
        public String option(String name) {
            return Objects.requireNonNull(options.get(name), () -> name + " of " + this);
        }
    }

    /// The cases of one function; a test that finds none would test nothing, so that is an error.
    public static List<Case> of(String function) {
        try (var in = Objects.requireNonNull(JaxGoldens.class.getResourceAsStream(RESOURCE), RESOURCE);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            List<Case> cases = lines.lines()
                    .filter(line -> line.startsWith(function + " "))
                    .map(JaxGoldens::parse)
                    .toList();
            if (cases.isEmpty()) {
                throw new IllegalArgumentException(RESOURCE + " has no line for " + function);
            }
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    private static Case parse(String line) {
        String[] sides = line.split(" \\|", -1);
        List<String> words = words(sides[0], " ");
        return new Case(
                words.get(0),
                words.get(1),
                Long.parseLong(words.get(2)),
                words.get(3).equals("-")
                        ? List.of()
                        : words(words.get(3), ",").stream()
                                .map(Integer::valueOf)
                                .toList(),
                words.stream()
                        .skip(4)
                        .map(word -> words(word, "="))
                        .collect(Collectors.toMap(List::getFirst, List::getLast)),
                words(sides[1].strip(), " "));
    }

    private static List<String> words(String text, String separator) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(separator, -1));
    }
}
