package dev.costate.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What NumPy and SciPy make of the same matrices; the file says by what it was made.
class SpectraGoldenTest {
    /// Both sides err by some units in the last place of the largest number, times the condition of the matrix,
    /// which is below 100 where it counts.
    private static final double TOLERANCE = 1e-12;

    record Case(int line, String name, List<Tensor> in, List<Tensor> out) {
        @Override
        public String toString() {
            return "line " + line + ": " + name + " of " + in.getFirst().type();
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SpectraGoldenTest.class.getResourceAsStream("/goldens/linalg/spectra.txt")),
                StandardCharsets.UTF_8))) {
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (line.startsWith("case ")) {
                    cases.add(new Case(number, line.substring(5), new ArrayList<>(), new ArrayList<>()));
                } else if (line.startsWith("in ")) {
                    cases.getLast().in().add(tensor(line.substring(3)));
                } else if (line.startsWith("out ")) {
                    cases.getLast().out().add(tensor(line.substring(4)));
                }
            }
        }
        return cases.stream();
    }

    private static Tensor tensor(String text) {
        int end = text.indexOf(']');
        String dims = text.substring(1, end);
        Shape shape = Shape.of(
                dims.isEmpty()
                        ? new int[0]
                        : Arrays.stream(dims.split(",", -1))
                                .mapToInt(Integer::parseInt)
                                .toArray());
        double[] values = Arrays.stream(text.substring(end + 1).strip().split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return Tensor.of(values, shape);
    }

    @Test
    void theFileIsWhole() throws IOException {
        assertThat(cases().map(Case::name).distinct()).hasSize(11);
        assertThat(cases().count()).isEqualTo(101);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agrees(Case c) {
        List<Tensor> results = run(c);
        assertThat(results).hasSameSizeAs(c.out());
        for (int k = 0; k < results.size(); k++) {
            double[] expected = c.out().get(k).toDoubles();
            double[] actual = results.get(k).toDoubles();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
            assertThat(results.get(k).shape()).isEqualTo(c.out().get(k).shape());
            assertThat(actual).containsExactly(expected, within(TOLERANCE * largest));
        }
    }

    private static List<Tensor> run(Case c) {
        Tensor a = c.in().getFirst();
        return switch (c.name()) {
            case "qr" -> {
                Qr qr = Spectra.qr(a);
                yield List.of(qr.q(), qr.r());
            }
            case "eigh" -> {
                Eigen eigen = Spectra.eigh(a);
                yield List.of(eigen.values(), eigen.vectors());
            }
            case "svd" -> {
                Svd svd = Spectra.svd(a);
                yield List.of(svd.u(), svd.s(), svd.vt());
            }
            case "singularValues" -> List.of(Spectra.singularValues(a));
            case "matrixRank" -> List.of(Spectra.matrixRank(a));
            case "conditionNumber" -> List.of(Spectra.conditionNumber(a));
            case "spectralNorm" -> List.of(Spectra.spectralNorm(a));
            case "nuclearNorm" -> List.of(Spectra.nuclearNorm(a));
            case "pseudoInverse" -> List.of(LeastSquares.pseudoInverse(a));
            case "leastSquares" -> List.of(LeastSquares.leastSquares(a, c.in().get(1)));
            case "shortest" -> List.of(LeastSquares.leastSquares(a, c.in().get(1), 1e-10));
            default -> throw new AssertionError(c.name());
        };
    }
}
