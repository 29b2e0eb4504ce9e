package dev.costate.numerics.linear;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodicTridiagonalsTest {
    private static Tensor normal(int seed, int n) {
        return Random.normal(Key.of(seed), DType.FLOAT64, Shape.of(n));
    }

    private static Complex complex(int seed, int n) {
        return new Complex(normal(seed, n), normal(seed + 1, n));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 12, 61})
    void theSolutionMultipliedIsTheRightSide(int n) {
        Complex l = complex(1, n);
        Complex d = complex(3, n).add(5);
        Complex u = complex(5, n);
        Complex b = complex(7, n);
        Complex x = PeriodicTridiagonals.solve(l, d, u, b);
        Complex before = new Complex(Layout.roll(x.re(), 1, 0), Layout.roll(x.im(), 1, 0));
        Complex after = new Complex(Layout.roll(x.re(), -1, 0), Layout.roll(x.im(), -1, 0));
        Complex rest = l.mul(before).add(d.mul(x)).add(u.mul(after)).sub(b);
        assertThat(rest.abs().max().item()).isLessThan(1e-13);

        Tensor real = PeriodicTridiagonals.solve(l.re(), d.re(), u.re(), b.re());
        Tensor realRest = l.re().mul(Layout.roll(real, 1, 0))
                .add(d.re().mul(real))
                .add(u.re().mul(Layout.roll(real, -1, 0)))
                .sub(b.re());
        assertThat(realRest.abs().max().item()).isLessThan(1e-13);
    }

    /// On a ring a wave is an eigenvector: `(c - 2 + 2 cos k) x = b`.
    @Test
    void aWaveOnARingIsAnEigenvector() {
        int n = 24;
        double k = 2 * Math.PI * 3 / n;
        Tensor wave = Creation.arange(DType.FLOAT64, n).mul(k).cos();
        Tensor ones = Creation.ones(DType.FLOAT64, Shape.of(n));
        Tensor x = PeriodicTridiagonals.solve(ones, ones.mul(-3), ones, wave);
        double[] expected = wave.div(-3 + 2 * Math.cos(k)).toDoubles();
        assertThat(x.toDoubles()).containsExactly(expected, Offset.offset(1e-14));
        Tensor byDiagonal = grad((Tensor d) -> PeriodicTridiagonals.solve(ones, ones.mul(d), ones, wave)
                        .get(0))
                .apply(Tensor.scalar(-3));
        assertThat(byDiagonal.item()).isCloseTo(-1 / Math.pow(-3 + 2 * Math.cos(k), 2), Offset.offset(1e-13));
    }

    @Test
    void wrongShapesAreRefused() {
        Tensor two = normal(1, 2);
        assertThatThrownBy(() -> PeriodicTridiagonals.solve(two, two, two, two))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("at least 3");
        Tensor three = normal(1, 3);
        assertThatThrownBy(() -> PeriodicTridiagonals.solve(two, three, three, three))
                .isInstanceOf(ShapeException.class);
    }
}
