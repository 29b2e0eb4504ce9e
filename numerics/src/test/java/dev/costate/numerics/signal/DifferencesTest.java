package dev.costate.numerics.signal;

import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.EveryRule.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are those of `numpy.gradient` (`signal_goldens.py`), weights those of Fornberg's tables.
class DifferencesTest {
    private static final NumberFile NUMPY = NumberFile.read("signal");
    private static final Tensor PLACES = Tensor.of(0.0, 0.3, 0.5, 1.2, 1.9, 2.0, 3.1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gradientsAreThoseOfNumPy(int edge) {
        near(Differences.gradient(wave(0.3, 7), 0.2, 0, edge), NUMPY.row("gradient " + edge), 2e-14);
        near(Differences.gradient(wave(0.3, 7), PLACES, 0, edge), NUMPY.row("gradient places " + edge), 2e-14);
        Tensor box = Differences.gradient(wave(0.3, 2, 5, 3), 0.2, 1, edge);
        near(box.flatten(), NUMPY.row("gradient box " + edge), 2e-14);
        near(Differences.gradient(wave(0.3, edge + 1), 0.2, 0, edge).sum().mul(0), new double[] {0}, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void gradientsObeyEveryRule(int edge) {
        EveryRule.holds(y -> Differences.gradient(y, 0.8, -1, edge), wave(0.3, 2, 24));
        Tensor places = Tensor.of(0.0, 0.8, 1.5, 2.6, 3.2);
        Tensor y = wave(0.3, 2, 5);
        EveryRule.holds(
                x -> Differences.gradient(y.to(x.dtype()), x.mul(0.1).add(places.to(x.dtype())), -1, edge),
                wave(0.3, 5));
    }

    @Test
    void weightsAreFornbergs() {
        double[][] w = Differences.weights(0, new double[] {0, 1, -1, 2, -2}, 4);
        assertThat(w[1]).containsExactly(new double[] {0, 2.0 / 3, -2.0 / 3, -1.0 / 12, 1.0 / 12}, within(1e-15));
        assertThat(w[2]).containsExactly(new double[] {-2.5, 4.0 / 3, 4.0 / 3, -1.0 / 12, -1.0 / 12}, within(1e-15));
        assertThat(w[4]).containsExactly(new double[] {6, -4, -4, 1, 1}, within(1e-14));
        double[] oneSided = Differences.weights(0, new double[] {0, 1, 2, 3}, 1)[1];
        assertThat(oneSided).containsExactly(new double[] {-11.0 / 6, 3, -1.5, 1.0 / 3}, within(1e-15));
        // They are those of the polynomial through the points.
        double[] points = {0.1, 0.7, 1.1, 2.3, 2.9};
        double[] fitted = PolynomialFit.weights(points, 4, 0.4, 2);
        assertThat(Differences.weights(0.4, points, 2)[2]).containsExactly(fitted, within(1e-12));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Differences.gradient(wave(0, 2), 0.1, 0, 2))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("gradient: axis 0 of f64[2] has 2 at HERE; it takes 3 for the order 2 at the ends");
        assertThatThrownBy(() -> Differences.gradient(wave(0, 5), PLACES, 0, 1)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Differences.gradient(wave(0, 5), 0.0, 0, 1)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> Differences.gradient(wave(0, 5), 1.0, 0, 3)).isInstanceOf(ArgumentException.class);
        assertThatThrownBy(() -> Differences.weights(0, new double[] {1, 1}, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("points that differ");
    }
}
