package dev.costate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The lines of `goldens/complex/`, whose form `complex_goldens.py` explains.
final class ComplexGoldens {
    private static final Map<String, Function<Complex, Complex>> FUNCTIONS = Map.ofEntries(
            Map.entry("exp", Complex::exp),
            Map.entry("log", Complex::log),
            Map.entry("sqrt", Complex::sqrt),
            Map.entry("sin", Complex::sin),
            Map.entry("cos", Complex::cos),
            Map.entry("sinh", Complex::sinh),
            Map.entry("cosh", Complex::cosh),
            Map.entry("tanh", Complex::tanh),
            Map.entry("square", Complex::square),
            Map.entry("reciprocal", Complex::reciprocal),
            Map.entry("pow5", z -> z.pow(5)),
            Map.entry("pow-3", z -> z.pow(-3)),
            Map.entry("pow0.3", z -> z.pow(0.3)),
            Map.entry("pow-1.7", z -> z.pow(-1.7)));

    private ComplexGoldens() {}

    /// One value.
    ///
    /// @param function its name
    /// @param arguments the parts of its arguments
    /// @param parts those of its value, one if it is real
    record Case(String function, double[] arguments, double[] parts) {
        /// What the engine gives, in the dtype.
        double[] value(DType dtype) {
            Complex z = Complex.of(arguments[0], arguments[1]).to(dtype);
            return switch (function) {
                case "abs" -> new double[] {z.abs().item()};
                case "arg" -> new double[] {z.arg().item()};
                case "mul" -> both(z.mul(second(dtype)));
                case "div" -> both(z.div(second(dtype)));
                default ->
                    both(Objects.requireNonNull(FUNCTIONS.get(function), function)
                            .apply(z));
            };
        }

        private Complex second(DType dtype) {
            return Complex.of(arguments[2], arguments[3]).to(dtype);
        }

        private static double[] both(Complex w) {
            return new double[] {w.re().item(), w.im().item()};
        }

        @Override
        public String toString() {
            return function + Arrays.toString(arguments) + " = " + Arrays.toString(parts);
        }
    }

    static List<Case> of(String file) {
        String resource = "/goldens/complex/" + file;
        try (var in = Objects.requireNonNull(ComplexGoldens.class.getResourceAsStream(resource), resource);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> {
                        String[] sides = line.split(" \\| ", -1);
                        String[] words = sides[0].split(" ", 2);
                        return new Case(words[0], numbers(words[1]), numbers(sides[1]));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split(" ", -1))
                .mapToDouble(ComplexGoldens::number)
                .toArray();
    }

    private static double number(String text) {
        return switch (text) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
