package dev.costate.numerics.roots;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jacobianReverse;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.DTypeException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.numerics.Refusal;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NewtonTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-13);
    private static final Newton NEWTON = Newton.standard();

    /// Two unknowns as a user names them.
    private record Point(Tensor x, Tensor y) {}

    /// A circle of radius `r` and the line `y = m x`: `x = r / sqrt(1 + m^2)`.
    private record Figure(Tensor r, Tensor m) {}

    private static final Fn2<Point, Figure, Point> CROSSING =
            (z, p) -> new Point(z.x().square().add(z.y().square()).sub(p.r().square()), z.y().sub(p.m().mul(z.x())));
    private static final Point START = new Point(Tensor.scalar(1), Tensor.scalar(0.1));
    private static final Figure FIGURE = new Figure(Tensor.scalar(2), Tensor.scalar(0.75));

    @Test
    void findsTheRootOfTrees() {
        Root<Point> root = NEWTON.find(CROSSING, START, FIGURE);
        assertThat(root.value().x().item()).isCloseTo(1.6, ROUNDING);
        assertThat(root.value().y().item()).isCloseTo(1.2, ROUNDING);
        assertThat(root.converged().itemBoolean()).isTrue();
        assertThat(root.iterations().itemLong()).isBetween(4L, 8L);
        assertThat(root.residual().item()).isLessThan(1e-14);
    }

    /// `x = r (1 + m^2)^(-1/2)`: `dx/dr = .8`, `dx/dm = -r m (1 + m^2)^(-3/2)`, `d2x/dm2 = r (2 m^2 - 1) (1 +
    /// m^2)^(-5/2)`, `d3x/dm3 = r (9 m - 6 m^3) (1 + m^2)^(-7/2)`, and the fourth is not to be had.
    @Test
    void derivativesUpToTheThird() {
        Fn1<Tensor, Tensor> x = m -> NEWTON.find(CROSSING, START, new Figure(Tensor.scalar(2), m))
                .value()
                .x();
        Tensor m = Tensor.scalar(0.75);
        double s = 1.5625;
        double first = -2 * 0.75 * Math.pow(s, -1.5);
        double second = 2 * (2 * 0.5625 - 1) * Math.pow(s, -2.5);
        double third = 2 * (9 * 0.75 - 6 * 0.421875) * Math.pow(s, -3.5);
        assertThat(grad(x).apply(m).item()).isCloseTo(first, ROUNDING);
        assertThat(jacobianForward(x).apply(m).item()).isCloseTo(first, ROUNDING);
        assertThat(grad(grad(x)).apply(m).item()).isCloseTo(second, ROUNDING);
        assertThat(jacobianForward(grad(x)).apply(m).item()).isCloseTo(second, ROUNDING);
        assertThat(grad(jacobianForward(x)).apply(m).item()).isCloseTo(second, ROUNDING);
        assertThat(jit(grad(grad(x))).apply(m).item()).isCloseTo(second, ROUNDING);
        assertThat(grad(grad(grad(x))).apply(m).item()).isCloseTo(third, Offset.offset(1e-12));
        assertThat(grad(grad(grad(grad(x)))).apply(m).item()).isNaN();
    }

    @Test
    void derivativesByAllParameters() {
        Figure slope =
                grad((Figure p) -> NEWTON.find(CROSSING, START, p).value().x()).apply(FIGURE);
        assertThat(slope.r().item()).isCloseTo(0.8, ROUNDING);
        assertThat(slope.m().item()).isCloseTo(-2 * 0.75 * Math.pow(1.5625, -1.5), ROUNDING);
    }

    /// What the equations close over is a parameter like others, at every level.
    @Test
    void capturedParameters() {
        Fn1<Tensor, Tensor> root = c -> NEWTON.find((Tensor z) -> z.square().sub(c), Tensor.of(1.0, 1.0))
                .value();
        Tensor c = Tensor.of(4.0, 9.0);
        assertThat(root.apply(c).toDoubles()).containsExactly(new double[] {2, 3}, ROUNDING);
        for (Tensor j :
                List.of(jacobianForward(root).apply(c), jacobianReverse(root).apply(c))) {
            assertThat(j.flatten().toDoubles()).containsExactly(new double[] {0.25, 0, 0, 1. / 6}, ROUNDING);
        }
    }

    /// Every member has steps of its own: the number that it takes is that of the member alone, to the bit.
    @Test
    void membersSearchOnTheirOwn() {
        Fn1<Tensor, Root<Tensor>> root = c -> NEWTON.find((Tensor z) -> z.exp().sub(c), Tensor.of(0.0));
        Tensor cs = Tensor.of(1.5, 20, 400, -1);
        Root<Tensor> all = vmap(root).apply(cs);
        Root<Tensor> compiled = jit(vmap(root)).apply(cs);
        for (int i = 0; i < 4; i++) {
            Root<Tensor> one = root.apply(cs.get(i));
            assertThat(all.value().get(i).identical(one.value())).isTrue();
            assertThat(all.iterations().get(i).itemLong())
                    .isEqualTo(one.iterations().itemLong());
            assertThat(all.converged().get(i).itemBoolean()).isEqualTo(i < 3);
            assertThat(compiled.iterations().get(i).itemLong())
                    .isEqualTo(one.iterations().itemLong());
        }
        double[] slopes = vmap(grad((Tensor c) -> root.apply(c).value().sum()))
                .apply(cs.get("0:3"))
                .toDoubles();
        assertThat(slopes).containsExactly(new double[] {1 / 1.5, 1. / 20, 1. / 400}, ROUNDING);
    }

    /// From 20 whole steps on `atan` go to infinity; shortened ones do not.
    @Test
    void shortensSteps() {
        Root<Tensor> damped = NEWTON.find(Tensor::atan, Tensor.scalar(20));
        assertThat(damped.converged().itemBoolean()).isTrue();
        assertThat(damped.value().item()).isCloseTo(0, ROUNDING);
        Root<Tensor> whole = new Newton(1e-10, 1e-12, 50, 0).find(Tensor::atan, Tensor.scalar(20));
        assertThat(whole.converged().itemBoolean()).isFalse();
    }

    /// No root, a singular Jacobian, an end outside of the domain: a value each, and finite.
    @Test
    void failureIsAValue() {
        Root<Tensor> none = NEWTON.find((Tensor z) -> z.square().add(1), Tensor.scalar(0.7));
        assertThat(none.converged().itemBoolean()).isFalse();
        assertThat(none.residual().item()).isGreaterThanOrEqualTo(1);
        Root<Tensor> singular = NEWTON.find((Tensor z) -> z.square().add(1), Tensor.scalar(0));
        assertThat(singular.converged().itemBoolean()).isFalse();
        assertThat(singular.iterations().itemLong()).isEqualTo(1);
        assertThat(singular.value().item()).isZero();
        Root<Tensor> domain = NEWTON.find((Tensor z) -> z.log().add(3), Tensor.scalar(2));
        assertThat(domain.converged().itemBoolean()).isTrue();
        assertThat(domain.value().item()).isCloseTo(Math.exp(-3), ROUNDING);
    }

    @Test
    void singlePrecision() {
        Root<Tensor> root =
                new Newton(1e-6, 1e-7, 50, 10).find((Tensor z) -> z.square().sub(2), Tensor.scalar(DType.FLOAT32, 1));
        assertThat(root.value().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(root.converged().itemBoolean()).isTrue();
        assertThat(root.value().item()).isCloseTo(Math.sqrt(2), Offset.offset(1e-6));
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> NEWTON.find((Tensor z) -> z.sum(), Tensor.of(1.0, 2.0)))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("Newton: 1 equations for 2 unknowns at HERE; give as many of one as of the other");
        assertThatThrownBy(() -> NEWTON.find((Tensor z) -> z, Tensor.of(1, 2)))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("Newton: the unknowns are i32");
        assertThatThrownBy(() -> new Newton(-1, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1.0 (relative)");
        assertThatThrownBy(() -> new Newton(0, 0, 1, 1)).hasMessageContaining("one is over 0");
        assertThatThrownBy(() -> new Newton(1e-9, 0, 0, 1)).hasMessageContaining("0 iterations");
    }
}
