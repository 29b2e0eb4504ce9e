package dev.costate.numerics.quadrature;

import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.EveryRule.wave;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values are those of `scipy.integrate` (`quadrature_goldens.py`).
class SampledTest {
    private static final NumberFile SCIPY = NumberFile.read("quadrature");

    private static Tensor places(int n) {
        return wave(0.9, n).mul(0.5).add(1).cumSum(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void integralsAreThoseOfSciPy(int n) {
        Tensor y = wave(0.3, n);
        near(Sampled.trapezoid(y, 0.2, 0), SCIPY.row("trapezoid " + n), 2e-15);
        near(Sampled.simpson(y, 0.2, 0), SCIPY.row("simpson " + n), 2e-15);
        near(Sampled.cumulativeTrapezoid(y, 0.2, 0), SCIPY.row("cumulative " + n), 2e-15);
        near(Sampled.trapezoid(y, places(n), 0), SCIPY.row("trapezoid places " + n), 4e-15);
        near(Sampled.simpson(y, places(n), 0), SCIPY.row("simpson places " + n), 4e-15);
        near(Sampled.cumulativeTrapezoid(y, places(n), 0), SCIPY.row("cumulative places " + n), 4e-15);
    }

    @Test
    void goAlongAnyAxis() {
        Tensor box = wave(0.3, 2, 6, 3);
        near(Sampled.trapezoid(box, 0.2, 1).flatten(), SCIPY.row("trapezoid box"), 2e-15);
        near(Sampled.simpson(box, 0.2, -2).flatten(), SCIPY.row("simpson box"), 2e-15);
        near(Sampled.simpson(box, places(6), 1).flatten(), SCIPY.row("simpson places box"), 4e-15);
        near(Sampled.cumulativeTrapezoid(box, 0.2, 1).flatten(), SCIPY.row("cumulative box"), 2e-15);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 24})
    void obeyEveryRule(int n) {
        Tensor y = wave(0.3, 2, n);
        EveryRule.holds(t -> Sampled.trapezoid(t, 0.1, -1), y);
        EveryRule.holds(t -> Sampled.simpson(t, 0.1, -1), y);
        EveryRule.holds(t -> Sampled.cumulativeTrapezoid(t, 0.1, -1), y);
        Fn1<Tensor, Tensor> byPlaces = x -> Sampled.simpson(
                y.to(x.dtype()), x.mul(0.1).add(places(n).to(x.dtype())).mul(0.2), -1);
        EveryRule.holds(byPlaces, wave(0.7, n));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> Sampled.trapezoid(wave(0, 2, 3), wave(0, 2), 1))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "trapezoid: places f64[2] for axis 1 of f64[2,3], which has 3 at HERE; give one place for each");
        assertThatThrownBy(() -> Sampled.simpson(Tensor.zeros(0), 0.1, 0)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Sampled.simpson(wave(0, 3), Double.NaN, 0)).isInstanceOf(ArgumentException.class);
    }
}
