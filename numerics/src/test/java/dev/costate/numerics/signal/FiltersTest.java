package dev.costate.numerics.signal;

import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.EveryRule.wave;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are those of `scipy.ndimage` and `scipy.signal` (`signal_goldens.py`).
class FiltersTest {
    private static final NumberFile SCIPY = NumberFile.read("signal");

    private static Boundary boundary(String name) {
        return switch (name) {
            case "reflect" -> new Boundary.Reflect();
            case "nearest" -> new Boundary.Nearest();
            case "mirror" -> new Boundary.Mirror();
            case "wrap" -> new Boundary.Wrap();
            case "constant" -> new Boundary.Constant(0.6);
            default -> throw new AssertionError(name);
        };
    }

    static Stream<String> gaussians() {
        return rows("gaussian \\d.*");
    }

    static Stream<String> savitzkyGolays() {
        return rows("savgol \\d.*");
    }

    static Stream<String> coefficients() {
        return rows("savgol coefficients.*");
    }

    private static Stream<String> rows(String pattern) {
        return SCIPY.names().stream().filter(name -> name.matches(pattern)).sorted();
    }

    @ParameterizedTest
    @MethodSource("gaussians")
    void gaussiansAreThoseOfSciPy(String row) {
        String[] word = row.split(" ", -1);
        GaussianFilter filter = GaussianFilter.of(Double.parseDouble(word[2]))
                .order(Integer.parseInt(word[3]))
                .boundary(boundary(word[4]));
        near(filter.apply(wave(0.3, Integer.parseInt(word[1])), 0), SCIPY.row(row), 3e-14);
    }

    @Test
    void gaussiansGoAlongAnyAxis() {
        GaussianFilter filter = new GaussianFilter(0.8, 0, new Boundary.Reflect(), 3);
        near(filter.apply(wave(0.3, 3, 7, 2), 1).flatten(), SCIPY.row("gaussian box"), 3e-14);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7})
    void windowsAreThoseOfSciPy(int n) {
        near(GaussianFilter.window(DType.FLOAT64, n, 1.4), SCIPY.row("window " + n), 3e-14);
    }

    @ParameterizedTest
    @MethodSource("savitzkyGolays")
    void savitzkyGolaysAreThoseOfSciPy(String row) {
        String[] word = row.split(" ", -1);
        SavitzkyGolay filter = SavitzkyGolay.of(Integer.parseInt(word[1]), Integer.parseInt(word[2]))
                .derivative(Integer.parseInt(word[3]), 0.3);
        Tensor x = wave(0.3, 11);
        Tensor y = word[4].equals("interp")
                ? filter.apply(x, 0)
                : filter.boundary(boundary(word[4])).apply(x, 0);
        near(y, SCIPY.row(row), 3e-14);
    }

    @ParameterizedTest
    @MethodSource("coefficients")
    void coefficientsAreThoseOfSciPy(String row) {
        String[] word = row.split(" ", -1);
        SavitzkyGolay filter = SavitzkyGolay.of(Integer.parseInt(word[2]), Integer.parseInt(word[3]))
                .derivative(Integer.parseInt(word[4]), 0.3);
        near(filter.coefficients(), SCIPY.row(row), 3e-14);
    }

    @Test
    void savitzkyGolaysGoAlongAnyAxis() {
        near(SavitzkyGolay.of(5, 2).apply(wave(0.3, 2, 8, 3), 1).flatten(), SCIPY.row("savgol box"), 3e-14);
    }

    /// A polynomial of the degree is its own fit, up to the ends.
    @Test
    void savitzkyGolayKeepsPolynomials() {
        double[] y = new double[40];
        double[] slope = new double[40];
        for (int i = 0; i < 40; i++) {
            double t = i * 0.1;
            y[i] = 1 - 2 * t + 0.5 * t * t * t;
            slope[i] = -2 + 1.5 * t * t;
        }
        near(SavitzkyGolay.of(21, 9).apply(Tensor.of(y), 0), y, 1e-13);
        near(SavitzkyGolay.of(21, 9).derivative(1, 0.1).apply(Tensor.of(y), 0), slope, 1e-11);
    }

    @Test
    void obeyEveryRule() {
        EveryRule.holds(x -> GaussianFilter.of(1.3).apply(x, -1), wave(0.3, 2, 24));
        EveryRule.holds(
                x -> GaussianFilter.of(1)
                        .order(1)
                        .boundary(new Boundary.Constant(2))
                        .apply(x, 0),
                wave(0.3, 20, 2));
        EveryRule.holds(x -> SavitzkyGolay.of(7, 2).apply(x, -1), wave(0.3, 2, 24));
        EveryRule.holds(
                x -> SavitzkyGolay.of(5, 3).boundary(new Boundary.Wrap()).apply(x, -1), wave(0.3, 2, 24));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> GaussianFilter.of(0)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> GaussianFilter.of(1).apply(Tensor.zeros(2, 0), 1))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("GaussianFilter: axis 1 of f32[2,0] is empty at HERE; give a number or more");
        assertThatThrownBy(() -> SavitzkyGolay.of(4, 2))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "SavitzkyGolay: a polynomial of degree 2 in a window of 4 at HERE; the window is odd and larger than"
                                + " the degree");
        assertThatThrownBy(() -> SavitzkyGolay.of(5, 2).apply(wave(0, 4), 0))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "SavitzkyGolay: axis 0 of f64[4] is too short for a window of 5 at HERE; take a smaller one, or a"
                                + " boundary");
    }
}
