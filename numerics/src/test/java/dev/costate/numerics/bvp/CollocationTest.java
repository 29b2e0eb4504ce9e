package dev.costate.numerics.bvp;

import static dev.costate.numerics.bvp.Vectors.error;
import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Solutions against closed forms.
class CollocationTest {
    private static final BoundaryProblem<Tensor, NoConstants> BRATU = BoundaryProblem.<Tensor>of(
            (x, y) -> vector(y.get(1), y.get(0).exp().neg()), (a, b) -> vector(a.get(0), b.get(0)));

    /// Bratu: `y = -2 ln(cosh((x - 1/2) t / 2) / cosh(t / 4))` with `t = sqrt 2 cosh(t / 4)`, which has two
    /// roots.
    private static DoubleUnaryOperator bratu(double t) {
        return x -> -2 * Math.log(Math.cosh((x - 0.5) * t / 2) / Math.cosh(t / 4));
    }

    /// A root of `t = sqrt 2 cosh(t / 4)` by Newton's method.
    private static double root(double start) {
        double t = start;
        for (int i = 0; i < 50; i++) {
            t -= (t - Math.sqrt(2) * Math.cosh(t / 4)) / (1 - Math.sqrt(2) / 4 * Math.sinh(t / 4));
        }
        return t;
    }

    @Test
    void bratusTwoSolutions() {
        var limits = Collocation.tolerance(1e-9).nodes(10_000);
        var lower = limits.solve(BRATU, Guess.constant(mesh(0, 1, 5), Tensor.of(0.0, 0.0)));
        var upper = limits.solve(BRATU, Guess.constant(mesh(0, 1, 5), Tensor.of(3.0, 0.0)));
        assertThat(lower.converged() && upper.converged()).isTrue();
        assertThat(error(lower.curve(), 0, bratu(root(1.5)), 301)).isLessThan(1e-9);
        assertThat(error(upper.curve(), 0, bratu(root(11)), 301)).isLessThan(1e-8);
    }

    /// Halving the steps divides the error by 16: at the points and between, of values and slopes at the
    /// points.
    @Test
    void isOfFourthOrder() {
        DoubleUnaryOperator exact = bratu(root(11));
        double[] between = new double[4];
        double[] at = new double[4];
        for (int k = 0; k < 4; k++) {
            int points = (20 << k) + 1;
            // a mesh that may not grow: the solution of the equations on it, far from the tolerance
            var limits = new Collocation(1e-12, 1e-12, points);
            var s = limits.solve(
                    BRATU,
                    Guess.along(
                            mesh(0, 1, points),
                            x -> vector(
                                    x.mul(x.rsub(1)).mul(16), x.mul(-2).add(1).mul(16))));
            assertThat(s.outcome()).isEqualTo(Outcome.TOO_MANY_NODES);
            between[k] = error(s.curve(), 0, exact, 1000);
            at[k] = error(s.curve(), 0, exact, points);
        }
        for (int k = 1; k < 4; k++) {
            assertThat(log2(at[k - 1] / at[k])).as("at the points, %d", k).isCloseTo(4, within(0.1));
            assertThat(log2(between[k - 1] / between[k])).as("between, %d", k).isCloseTo(4, within(0.25));
        }
    }

    /// `eps y'' = y`, `y(0) = 1`, `y(1) = 0`: a layer of width `sqrt eps`.
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
    void layersOfReaction(double eps) {
        double root = Math.sqrt(eps);
        BoundaryProblem<Tensor, Tensor> problem = new BoundaryProblem<>(
                (x, y, p, q) -> vector(y.get(1), y.get(0).div(q)),
                (a, b, p, q) -> vector(a.get(0).sub(1), b.get(0)));
        var s = Collocation.tolerance(1e-8)
                .nodes(10_000)
                .solve(problem, Guess.constant(mesh(0, 1, 5), Tensor.of(0.0, 0.0)), Tensor.scalar(eps));
        assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
        DoubleUnaryOperator exact = x -> Math.sinh((1 - x) / root) / Math.sinh(1 / root);
        assertThat(error(s.curve(), 0, exact, 5000)).isLessThan(1e-8);
        // the points are where the layer is
        double[] points = s.curve().mesh().toDoubles();
        assertThat(points[points.length / 2]).isLessThan(12 * root);
    }

    /// `eps y'' + y' = 0`, `y(0) = 0`, `y(1) = 1`: a layer of width `eps`.
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
    void layersOfConvection(double eps) {
        BoundaryProblem<Tensor, Tensor> problem = new BoundaryProblem<>(
                (x, y, p, q) -> vector(y.get(1), y.get(1).div(q).neg()),
                (a, b, p, q) -> vector(a.get(0), b.get(0).sub(1)));
        var s = Collocation.tolerance(1e-8)
                .nodes(10_000)
                .solve(problem, Guess.constant(mesh(0, 1, 5), Tensor.of(0.0, 0.0)), Tensor.scalar(eps));
        assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
        DoubleUnaryOperator exact = x -> Math.expm1(-x / eps) / Math.expm1(-1 / eps);
        assertThat(error(s.curve(), 0, exact, 5000)).isLessThan(1e-8);
    }

    /// `theta'' = -T^2 sin theta` from rest at `A` to the next rest: half the period `2 pi / AGM(1, cos(A /
    /// 2))`.
    @Test
    void thePendulumsPeriod() {
        double amplitude = 3;
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>withUnknowns(
                (x, y, p) -> vector(
                        y.get(1).mul(p.get(0)), y.get(0).sin().mul(p.get(0)).neg()),
                (a, b, p) -> vector(a.get(0).sub(amplitude), a.get(1), b.get(1)));
        Guess<Tensor> guess = Guess.along(mesh(0, 1, 21), x -> {
            Tensor phase = x.mul(Math.PI);
            return vector(phase.cos().mul(amplitude), phase.sin().mul(-amplitude));
        });
        var s = Collocation.tolerance(1e-9).nodes(20_000).solve(problem, guess.unknowns(6));
        assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
        double a = 1;
        double g = Math.cos(amplitude / 2);
        for (int i = 0; i < 10; i++) {
            double mean = (a + g) / 2;
            g = Math.sqrt(a * g);
            a = mean;
        }
        assertThat(s.unknowns().get(0).item()).isCloseTo(Math.PI / a, within(1e-8));
        assertThat(s.at(1.0).get(0).item()).isCloseTo(-amplitude, within(1e-8));
    }

    /// Falkner and Skan: `f''(0)` as Asaithambi (J. Comput. Appl. Math. 176, 2005) has it, by continuation in
    /// beta.
    @Test
    void falknerAndSkansShears() {
        BoundaryProblem<Tensor, Tensor> problem = new BoundaryProblem<>(
                (x, y, p, beta) -> vector(
                        y.get(1),
                        y.get(2),
                        y.get(0)
                                .mul(y.get(2))
                                .add(y.get(1).square().rsub(1).mul(beta))
                                .neg()),
                (a, b, p, beta) -> vector(a.get(0), a.get(1), b.get(1).sub(1)));
        Guess<Tensor> guess = Guess.along(mesh(0, 9, 10), x -> vector(x, Tensor.scalar(1), Tensor.scalar(0)));
        double[] betas = {2, 1, 0.5, 0, -0.1, -0.18};
        double[] shears = {1.687218, 1.232588, 0.927680, 0.469600, 0.319270, 0.128636};
        for (int i = 0; i < betas.length; i++) {
            var s = Collocation.tolerance(1e-8).nodes(10_000).solve(problem, guess, Tensor.scalar(betas[i]));
            assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
            assertThat(s.at(0.0).get(2).item()).as("beta %s", betas[i]).isCloseTo(shears[i], within(1e-6));
            guess = s.guess();
        }
    }

    /// Conditions that couple the ends: `y' = -y + sin(2 pi x)`, periodic.
    @Test
    void periodicConditions() {
        BoundaryProblem<Tensor, NoConstants> problem =
                BoundaryProblem.<Tensor>of((x, y) -> x.mul(2 * Math.PI).sin().sub(y), Tensor::sub);
        var s = Collocation.tolerance(1e-9)
                .nodes(5000)
                .solve(problem, Guess.constant(mesh(0, 1, 5), Tensor.of(new double[1])));
        double w = 2 * Math.PI;
        DoubleUnaryOperator exact = x -> (Math.sin(w * x) - w * Math.cos(w * x)) / (1 + w * w);
        assertThat(s.converged()).isTrue();
        assertThat(error(s.curve(), 0, exact, 100)).isLessThan(1e-9);
    }

    /// Two points and one interval: a cubic is its own solution.
    @Test
    void aCubicNeedsOneInterval() {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                (x, y) -> vector(y.get(1), x.mul(6)),
                (a, b) -> vector(a.get(0), b.get(0).sub(1)));
        var s = Collocation.tolerance(1e-10).solve(problem, Guess.constant(mesh(0, 1, 2), Tensor.of(0.0, 0.0)));
        assertThat(s.converged()).isTrue();
        assertThat(s.curve().mesh().dim(0)).isEqualTo(2);
        assertThat(error(s.curve(), 0, x -> x * x * x, 11)).isLessThan(1e-15);
        assertThat(s.near(s.constants()).at(0.5).get(0).item()).isCloseTo(0.125, within(1e-15));
    }

    /// Meshes of all sizes are made of blocks of one: nothing is traced again.
    @Test
    void compilesOnce() {
        AtomicInteger traced = new AtomicInteger();
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                (x, y) -> {
                    traced.incrementAndGet();
                    return vector(y.get(1), y.get(0).mul(400));
                },
                (a, b) -> vector(a.get(0).sub(1), b.get(0)));
        Guess<Tensor> guess = Guess.constant(mesh(0, 1, 5), Tensor.of(0.0, 0.0));
        Collocation.tolerance(1e-3).solve(problem, guess);
        int first = traced.get();
        var s = Collocation.tolerance(1e-8).nodes(5000).solve(problem, guess);
        assertThat(s.curve().mesh().dim(0)).isGreaterThan(3 * PointPrograms.BLOCK);
        assertThat(traced).hasValue(first);
    }

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }
}
