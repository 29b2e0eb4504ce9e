package dev.costate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LegacyNumPySessionTest {
    private static final String SESSION = "/goldens/random/legacy_numpy.txt";

    /// These take a logarithm, so that the last bits depend on the platform's; everything else is equal in
    /// every bit.
    private static final Set<String> LOGARITHMIC = Set.of("randn", "standard_normal", "normal", "exponential", "gamma");

    /// A `log` within 1 ulp moves `sqrt(-2 log(s) / s)` by up to 1.5 ulp, and a gamma number, its cube, by
    /// three times that.
    private static final int LOGARITHMIC_ULPS = 6;

    private final LegacyNumPy np = new LegacyNumPy(0);

    @Test
    void repeatsASessionOfNumPyCallForCall() throws IOException {
        int calls = 0;
        for (String line : session()) {
            String[] sides = line.split(" \\|", -1);
            String[] words = sides[0].split(" ");
            List<Number> expected = sides.length == 1 || sides[1].isBlank()
                    ? List.of()
                    : Arrays.stream(sides[1].strip().split(" "))
                            .map(LegacyNumPySessionTest::number)
                            .toList();
            List<Number> got = repeat(words[0], Arrays.asList(words).subList(1, words.length));
            if (LOGARITHMIC.contains(words[0])) {
                assertThat(got).as(line).hasSameSizeAs(expected);
                for (int i = 0; i < got.size(); i++) {
                    double value = expected.get(i).doubleValue();
                    double terms = Math.abs(value)
                            + (words[0].equals("normal")
                                    ? Math.abs(number(words[1]).doubleValue())
                                    : 0);
                    assertThat(got.get(i).doubleValue())
                            .as(line)
                            .isEqualTo(value, within(LOGARITHMIC_ULPS * Math.ulp(terms)));
                }
            } else {
                assertThat(got).as(line).isEqualTo(expected);
            }
            calls++;
        }
        assertThat(calls).isGreaterThan(250);
    }

    private static List<String> session() throws IOException {
        try (var in = Objects.requireNonNull(LegacyNumPySessionTest.class.getResourceAsStream(SESSION), SESSION);
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    private List<Number> repeat(String function, List<String> a) {
        return switch (function) {
            case "seed" -> {
                np.seed(Long.parseLong(a.getFirst()));
                yield List.of();
            }
            case "seed_array" -> {
                np.seed(a.stream().mapToLong(Long::parseLong).toArray());
                yield List.of();
            }
            case "skip" -> {
                np.rand(Integer.parseInt(a.getFirst()));
                yield List.of();
            }
            case "rand", "random_sample" -> scalar(a, 0) ? List.of(np.rand()) : list(np.rand(shape(a, 0)));
            case "randn", "standard_normal" -> scalar(a, 0) ? List.of(np.randn()) : list(np.randn(shape(a, 0)));
            case "normal" ->
                scalar(a, 2)
                        ? List.of(np.normal(real(a, 0), real(a, 1)))
                        : list(np.normal(real(a, 0), real(a, 1), shape(a, 2)));
            case "uniform" ->
                scalar(a, 2)
                        ? List.of(np.uniform(real(a, 0), real(a, 1)))
                        : list(np.uniform(real(a, 0), real(a, 1), shape(a, 2)));
            case "exponential" -> list(np.exponential(real(a, 0), shape(a, 1)));
            case "gamma" -> list(np.gamma(real(a, 0), real(a, 1), shape(a, 2)));
            case "randint" ->
                scalar(a, 2)
                        ? List.of(np.randint(Long.parseLong(a.get(0)), Long.parseLong(a.get(1))))
                        : list(np.randint(Long.parseLong(a.get(0)), Long.parseLong(a.get(1)), shape(a, 2)));
            case "permutation", "permutation_rows" -> list(np.permutation(whole(a, 0)));
            case "permutation_of" -> list(np.permutation(Tensor.of(reals(a, 0))));
            case "shuffle" -> {
                double[] array = reals(a, 0);
                np.shuffle(array);
                yield list(array);
            }
            case "shuffle_rows" -> {
                List<Number> rows =
                        new ArrayList<>(list(IntStream.range(0, whole(a, 0)).toArray()));
                np.shuffle(rows);
                yield rows;
            }
            case "choice" -> list(np.choice(whole(a, 0), whole(a, 1), truth(a)));
            case "choice_p" -> list(np.choice(whole(a, 0), whole(a, 1), truth(a), reals(a, 3)));
            case "choice_of" -> list(np.choice(Tensor.of(reals(a, 0)), whole(a, 1), truth(a)));
            case "choice_of_p" -> list(np.choice(Tensor.of(reals(a, 0)), whole(a, 1), truth(a), reals(a, 3)));
            default -> throw new IllegalArgumentException(function);
        };
    }

    private static Number number(String text) {
        return text.contains(".") || text.contains("e") ? (Number) Double.valueOf(text) : (Number) Long.valueOf(text);
    }

    private static boolean scalar(List<String> a, int i) {
        return a.get(i).equals("-");
    }

    private static int[] shape(List<String> a, int i) {
        return Arrays.stream(a.get(i).split(",")).mapToInt(Integer::parseInt).toArray();
    }

    private static int whole(List<String> a, int i) {
        return Integer.parseInt(a.get(i));
    }

    private static double real(List<String> a, int i) {
        return Double.parseDouble(a.get(i));
    }

    private static double[] reals(List<String> a, int i) {
        return Arrays.stream(a.get(i).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// Whether a choice is with replacement.
    private static boolean truth(List<String> a) {
        return a.get(2).equals("true");
    }

    private static List<Number> list(Tensor values) {
        return values.dtype() == DType.INT64 ? list(values.toLongs()) : list(values.toDoubles());
    }

    private static List<Number> list(double[] values) {
        return Arrays.stream(values).mapToObj(v -> (Number) v).toList();
    }

    private static List<Number> list(long[] values) {
        return LongStream.of(values).mapToObj(v -> (Number) v).toList();
    }

    private static List<Number> list(int[] values) {
        return IntStream.of(values).mapToObj(v -> (Number) (long) v).toList();
    }
}
