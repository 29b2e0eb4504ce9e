package dev.costate.numerics.bvp;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.TreeException;
import dev.costate.function.Fn1;
import dev.costate.ops.Layout;
import java.util.List;
import org.junit.jupiter.api.Test;

/// States that are trees: the same numbers as those of a vector.
class TreeStateTest {
    private record Bend(Tensor u, Tensor slope) {}

    private static final Collocation LIMITS = Collocation.tolerance(1e-8).nodes(10_000);

    private static Bend constant(double u, double slope) {
        return new Bend(Tensor.scalar(u), Tensor.scalar(slope));
    }

    private static BoundaryProblem<Bend, Tensor> bratu() {
        return new BoundaryProblem<>(
                (x, s, p, q) -> new Bend(s.slope, s.u.exp().mul(q).neg()), (a, b, p, q) -> vector(a.u, b.u));
    }

    private static BoundaryProblem<Tensor, Tensor> flatBratu() {
        return new BoundaryProblem<>(
                (x, s, p, q) -> vector(s.get(1), s.get(0).exp().mul(q).neg()),
                (a, b, p, q) -> vector(a.get(0), b.get(0)));
    }

    @Test
    void aRecordIsItsVector() {
        Tensor q = Tensor.scalar(1.3);
        BoundarySolution<Bend, Tensor> tree = LIMITS.solve(bratu(), Guess.constant(mesh(0, 1, 5), constant(0.1, 0)), q);
        BoundarySolution<Tensor, Tensor> flat =
                LIMITS.solve(flatBratu(), Guess.constant(mesh(0, 1, 5), Tensor.of(0.1, 0.0)), q);
        assertThat(tree.converged()).isTrue();
        assertThat(tree.curve().mesh().identical(flat.curve().mesh())).isTrue();
        assertThat(tree.curve().y().u.identical(flat.curve().y().get(":, 0"))).isTrue();
        assertThat(tree.curve().slopes().slope.identical(flat.curve().slopes().get(":, 1")))
                .isTrue();
        Tensor places = Tensor.of(new double[][] {{0.1, 0.3}, {0.77, 1}});
        assertThat(tree.at(places).slope.identical(flat.at(places).get(":, :, 1")))
                .isTrue();
        Fn1<Tensor, Tensor> ofTree = c -> tree.near(c).at(0.4).u;
        Fn1<Tensor, Tensor> ofFlat = c -> flat.near(c).at(0.4).get(0);
        assertThat(jit(grad(ofTree)).apply(q).item())
                .isCloseTo(jit(grad(ofFlat)).apply(q).item(), within(1e-14));
        assertThat(LIMITS.solve(bratu(), tree.guess(), q).effort().rounds()).isEqualTo(1);
    }

    /// Leaves of any shape: three beams at once, as columns of a matrix and a vector of scalars.
    @Test
    void leavesOfAnyShape() {
        record Beams(Tensor uAndSlope, List<Tensor> load) {}
        // u'' = w, w' = 0, u(0) = 0, u(1) = 1, w(0) = (1, 2, 3)
        BoundaryProblem<Beams, NoConstants> problem = BoundaryProblem.of(
                (x, s) -> new Beams(
                        Layout.stack(List.of(s.uAndSlope.get(1), s.load.getFirst()), 0),
                        List.of(s.load.getFirst().mul(0))),
                (a, b) -> Layout.concat(
                        List.of(
                                a.uAndSlope.get(0),
                                b.uAndSlope.get(0).sub(1),
                                a.load.getFirst().sub(Tensor.of(1.0, 2.0, 3.0))),
                        0));
        Beams zero = new Beams(Tensor.of(new double[2][3]), List.of(Tensor.of(0.0, 0.0, 0.0)));
        BoundarySolution<Beams, NoConstants> s = LIMITS.solve(problem, Guess.constant(mesh(0, 1, 5), zero));
        assertThat(s.converged()).isTrue();
        assertThat(s.curve().y().uAndSlope.shape()).isEqualTo(Shape.of(5, 2, 3));
        Tensor x = Tensor.of(0.25, 0.5);
        assertThat(s.at(x).uAndSlope.shape()).isEqualTo(Shape.of(2, 2, 3));
        for (int i = 0; i < 3; i++) {
            double w = i + 1;
            // u = w x (x - 1) / 2 + x
            assertThat(s.at(0.5).uAndSlope.get(0, i).item()).isCloseTo(-w / 8 + 0.5, within(1e-12));
        }
    }

    /// Emden's equation with its singular term by a function of the tree, `u = 1 / sqrt(1 + x^2 / 3)`.
    @Test
    void aSingularTerm() {
        BoundaryProblem<Bend, Tensor> emden = new BoundaryProblem<Bend, Tensor>(
                        (x, s, p, q) -> new Bend(s.slope, s.u.pow(5).neg()),
                        (a, b, p, q) -> vector(a.slope, b.u.sub(q.mul(0.75).sqrt())))
                .singular((s, q) -> new Bend(s.u.mul(0), s.slope.mul(-2)));
        Tensor one = Tensor.scalar(1);
        BoundarySolution<Bend, Tensor> s = Collocation.tolerance(1e-9)
                .nodes(10_000)
                .solve(emden, Guess.constant(mesh(0, 1, 5), constant(0.5, 0.7)), one);
        assertThat(s.converged()).isTrue();
        for (double x : new double[] {0, 1e-3, 0.1, 0.5, 1}) {
            double u = 1 / Math.sqrt(1 + x * x / 3);
            assertThat(s.at(x).u.item()).isCloseTo(u, within(1e-9));
            assertThat(s.at(x).slope.item()).isCloseTo(-x / 3 * u * u * u, within(1e-9));
        }
        // u''(0) = f / 3 = -1/3
        assertThat(s.curve().slopeAt(Tensor.scalar(0)).slope.item()).isCloseTo(-1. / 3, within(1e-8));
        double h = 1e-4;
        Fn1<Double, Double> solved = q -> Collocation.tolerance(1e-11)
                .nodes(100_000)
                .solve(emden, s.guess(), Tensor.scalar(q))
                .at(0.3)
                .u
                .item();
        double difference = (solved.apply(1 + h) - solved.apply(1 - h)) / (2 * h);
        assertThat(grad((Tensor q) -> s.near(q).at(0.3).u).apply(one).item()).isCloseTo(difference, within(1e-6));
    }

    /// `u'' + m u' / x = -1`, `u(1) = 0`: `u = (1 - x^2) / (2 (m + 1))`, with derivatives by `m`, which is in
    /// `S`.
    @Test
    void theSingularTermMayDependOnConstants() {
        BoundaryProblem<Bend, Tensor> heat = new BoundaryProblem<Bend, Tensor>(
                        (x, s, p, m) -> new Bend(s.slope, Tensor.scalar(-1)), (a, b, p, m) -> vector(a.slope, b.u))
                .singular((s, m) -> new Bend(s.u.mul(0), s.slope.mul(m).neg()));
        Tensor m = Tensor.scalar(2);
        BoundarySolution<Bend, Tensor> s = LIMITS.solve(heat, Guess.constant(mesh(0, 1, 5), constant(0, 1)), m);
        double x = 0.4;
        double rest = 1 - x * x;
        assertThat(s.at(x).u.item()).isCloseTo(rest / 6, within(1e-13));
        assertThat(grad((Tensor c) -> s.near(c).at(x).u).apply(m).item()).isCloseTo(-rest / 18, within(1e-12));
        Fn1<Tensor, Tensor> closing = c -> {
            BoundaryProblem<Bend, NoConstants> own = BoundaryProblem.<Bend>of(
                            (t, y) -> new Bend(y.slope, Tensor.scalar(-1)), (a, b) -> vector(a.slope, b.u))
                    .singular((y, none) -> new Bend(y.u.mul(0), y.slope.mul(c).neg()));
            return LIMITS.solve(own, Guess.constant(mesh(0, 1, 5), constant(0, 1)))
                    .at(x)
                    .u;
        };
        assertThat(grad(closing).apply(m).item()).isCloseTo(-rest / 18, within(1e-12));
    }

    @Test
    void whatIsNotLikeTheState() {
        BoundaryProblem<List<Tensor>, NoConstants> wrong =
                BoundaryProblem.of((x, s) -> List.of(s.get(0)), (a, b) -> vector(a.get(0), b.get(0)));
        assertThatThrownBy(() ->
                        LIMITS.solve(wrong, Guess.constant(mesh(0, 1, 5), List.of(Tensor.scalar(0), Tensor.scalar(1)))))
                .isInstanceOf(TreeException.class)
                .hasMessageStartingWith("boundary problem: the slope is ");
        assertThatThrownBy(() -> Guess.constant(mesh(0, 1, 5), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("boundary problem: the states have no tensors; give a tensor, or a record, list or map of"
                        + " tensors");
        assertThatThrownBy(() -> Guess.constant(mesh(0, 1, 5), new Bend(Tensor.scalar(0), Tensor.of(1f))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("boundary problem: the states slope are f32[5]; expected float64 [m, ...]");
    }
}
