package dev.costate.numerics.roots;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {
    /// `cos z = z`, the Dottie number.
    private static final double DOTTIE = 0.7390851332151607;

    private static FixedPoint deep(int depth) {
        return new FixedPoint(1e-12, 1e-12, 500, depth);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void comesToTheFixedPoint(int depth) {
        Root<Tensor> root = deep(depth).find(Tensor::cos, Tensor.scalar(1));
        assertThat(root.value().item()).isCloseTo(DOTTIE, Offset.offset(1e-12));
        assertThat(root.converged().itemBoolean()).isTrue();
        // cos' = -.67 there: ln(1e-12) / ln(.67) = 70 plain steps; Anderson's of depth 1 is the secant method
        assertThat(root.iterations().itemLong()).isBetween(depth == 0 ? 60L : 4L, depth == 0 ? 75L : 9L);
    }

    /// A linear map of n dimensions is solved by depth n in about n + 1 steps, though it repels plain
    /// iteration.
    @Test
    void accelerationSolvesWhatRepels() {
        Tensor a = Tensor.of(new double[][] {{2, 1, 0}, {0, -3, 1}, {0.5, 0, 0.5}});
        Tensor b = Tensor.of(1.0, 2.0, 3.0);
        Fn1<Tensor, Tensor> g = z -> a.matmul(z).add(b);
        Root<Tensor> root = deep(3).find(g, Tensor.of(0.0, 0.0, 0.0));
        assertThat(root.converged().itemBoolean()).isTrue();
        assertThat(root.iterations().itemLong()).isLessThan(10);
        assertThat(g.apply(root.value()).sub(root.value()).norm().item()).isLessThan(1e-10);
        assertThat(deep(0).find(g, Tensor.of(0.0, 0.0, 0.0)).converged().itemBoolean())
                .isFalse();
    }

    /// `z = cos(c z)`: `z' = -z sin(c z) / (1 + c sin(c z))`, in any transformation.
    @Test
    void derivatives() {
        Fn1<Tensor, Tensor> z =
                c -> deep(2).find((y, p) -> y.mul(p).cos(), Tensor.scalar(1), c).value();
        Tensor c = Tensor.scalar(1);
        double s = Math.sin(DOTTIE);
        double slope = -DOTTIE * s / (1 + s);
        assertThat(grad(z).apply(c).item()).isCloseTo(slope, Offset.offset(1e-11));
        assertThat(jit(grad(z)).apply(c).item()).isCloseTo(slope, Offset.offset(1e-11));
        assertThat(vmap(grad(z)).apply(Tensor.of(1.0, 0.5)).get(0).item()).isCloseTo(slope, Offset.offset(1e-11));
        double h = 1e-4;
        double difference = (grad(z).apply(Tensor.scalar(1 + h)).item()
                        - grad(z).apply(Tensor.scalar(1 - h)).item())
                / (2 * h);
        // the difference's own error is of the order h^2
        assertThat(grad(grad(z)).apply(c).item()).isCloseTo(difference, Offset.offset(1e-7));
    }

    @Test
    void givesUp() {
        Root<Tensor> root = new FixedPoint(1e-9, 0, 20, 0).find((Tensor z) -> z.mul(-2), Tensor.scalar(1));
        assertThat(root.converged().itemBoolean()).isFalse();
        assertThat(root.iterations().itemLong()).isEqualTo(20);
        Root<Tensor> infinite = new FixedPoint(1e-9, 0, 200, 0).find((Tensor z) -> z.exp(), Tensor.scalar(1));
        assertThat(infinite.converged().itemBoolean()).isFalse();
        assertThat(infinite.iterations().itemLong()).isLessThan(10);
        assertThatThrownBy(() -> deep(-1)).hasMessageContaining("depth -1");
    }
}
