package dev.costate.numerics.roots;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Graph;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ImplicitFunctionTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-12);

    /// Kepler's equation `E - e sin E = M`.
    private record Orbit(Tensor e, Tensor m) {}

    private static final Orbit ORBIT = new Orbit(Tensor.scalar(0.5), Tensor.scalar(1));

    private static Fn1<Orbit, Tensor> anomaly(int iterations) {
        return ImplicitFunction.of(
                (z, p) -> z.sub(p.e().mul(z.sin())).sub(p.m()),
                p -> scan((Tensor z) -> p.m().add(p.e().mul(z.sin())), p.m(), iterations));
    }

    /// `dE/dM = 1 / (1 - e cos E)`, `dE/de = sin E / (1 - e cos E)`.
    @Test
    void derivativeOfTheEquation() {
        Orbit slope = grad(anomaly(60)).apply(ORBIT);
        double e = anomaly(60).apply(ORBIT).item();
        assertThat(e - 0.5 * Math.sin(e)).isCloseTo(1, CLOSE);
        double d = 1 - 0.5 * Math.cos(e);
        assertThat(slope.m().item()).isCloseTo(1 / d, CLOSE);
        assertThat(slope.e().item()).isCloseTo(Math.sin(e) / d, CLOSE);
        Orbit compiled = jit(grad(anomaly(60))).apply(ORBIT);
        assertThat(compiled.m().item()).isCloseTo(1 / d, CLOSE);
    }

    /// The program of the gradient holds as many values whether the solver takes ten steps or ten thousand, and
    /// none of them is as long as the loop.
    @Test
    void memoryDoesNotGrowWithTheIterations() {
        Graph few = Graph.of(grad(anomaly(10)), ORBIT);
        Graph many = Graph.of(grad(anomaly(10_000)), ORBIT);
        assertThat(many.valueCount()).isEqualTo(few.valueCount());
        for (int i = 0; i < many.valueCount(); i++) {
            assertThat(many.type(i).size()).isLessThan(10);
        }
    }

    /// A solver in a `whileLoop`, which has no reverse derivative of its own.
    @Test
    void theSolverMayBeAnything() {
        Fn1<Tensor, Tensor> root = ImplicitFunction.of(
                (z, c) -> z.square().sub(c),
                c -> whileLoop(
                        z -> z.square().sub(c).abs().gt(1e-13),
                        z -> z.add(c.div(z)).mul(0.5),
                        c));
        assertThat(grad(root).apply(Tensor.scalar(4)).item()).isCloseTo(0.25, CLOSE);
        Fn1<Tensor, Tensor> scaled = s -> root.apply(s.mul(s)).mul(s);
        assertThat(grad(grad(scaled)).apply(Tensor.scalar(3)).item()).isCloseTo(2, CLOSE);
        assertThat(vmap(grad(root)).apply(Tensor.of(4.0, 16.0)).toDoubles())
                .containsExactly(new double[] {0.25, 0.125}, CLOSE);
    }

    /// Ridge regression as the minimum of its cost: `w = (X^T X + l I)^-1 X^T y`,
    /// `dw/dl = -(X^T X + l I)^-1 w`.
    @Test
    void theMinimumOfACost() {
        Tensor x = Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 7}});
        Tensor y = Tensor.of(1.0, -1.0, 2.0);
        Fn2<Tensor, Tensor, Tensor> cost = (w, l) ->
                x.matmul(w).sub(y).square().sum().add(l.mul(w.square().sum())).mul(0.5);
        Fn1<Tensor, Tensor> ridge = ImplicitFunction.argMin(
                cost,
                l -> scan(
                        (Tensor w) -> w.sub(
                                grad((Tensor v) -> cost.apply(v, l)).apply(w).mul(0.018)),
                        Tensor.of(0.0, 0.0),
                        4000));
        Tensor l = Tensor.scalar(2);
        // X^T X + 2 I = {{37, 49}, {49, 71}}, X^T y = {8, 12}; the determinant is 226
        double[] w = {(71 * 8 - 49 * 12) / 226., (37 * 12 - 49 * 8) / 226.};
        double[] slope = {-(71 * w[0] - 49 * w[1]) / 226, -(37 * w[1] - 49 * w[0]) / 226};
        assertThat(ridge.apply(l).toDoubles()).containsExactly(w, CLOSE);
        assertThat(jvp(ridge, l, Tensor.scalar(1)).tangent().toDoubles()).containsExactly(slope, CLOSE);
        assertThat(vjp(ridge, l).pullback().apply(Tensor.of(1.0, 0.0)).item()).isCloseTo(slope[0], CLOSE);
    }

    /// A sphere touched by a plane has no derivative there: what comes is not finite, not a wrong number.
    @Test
    void aSingularEquationHasNoDerivative() {
        Fn1<Tensor, Tensor> f = ImplicitFunction.of((z, p) -> z.square().sub(p), p -> p.mul(0));
        assertThat(grad(f).apply(Tensor.scalar(0)).isFinite().itemBoolean()).isFalse();
    }

    @Test
    void treesInAndOut() {
        Fn1<List<Tensor>, Orbit> f = ImplicitFunction.of(
                (z, p) -> new Orbit(z.e().sub(p.get(0)), z.m().sub(z.e().mul(p.get(1)))),
                p -> new Orbit(p.get(0), p.get(0).mul(p.get(1))));
        List<Tensor> slope =
                grad((List<Tensor> p) -> f.apply(p).m()).apply(List.of(Tensor.scalar(3), Tensor.scalar(5)));
        assertThat(slope.get(0).item()).isCloseTo(5, CLOSE);
        assertThat(slope.get(1).item()).isCloseTo(3, CLOSE);
    }
}
