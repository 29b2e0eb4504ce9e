package dev.costate.numerics.bvp;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.function.Fn1;
import java.util.List;
import org.junit.jupiter.api.Test;

class SensitivityTest {
    /// `y'' = k^2 y`, `y(0) = a`, `y(1) = b`, whose solution is `(a sinh(k (1 - x)) + b sinh(k x)) / sinh k`.
    private record Constants(Tensor k, Tensor a, Tensor b) {
        Tensor exact(double x) {
            return k.mul(1 - x).sinh().mul(a).add(k.mul(x).sinh().mul(b)).div(k.sinh());
        }
    }

    private static final BoundaryProblem<Tensor, Constants> LINEAR = new BoundaryProblem<>(
            (x, y, p, q) -> vector(y.get(1), q.k().square().mul(y.get(0))),
            (l, r, p, q) -> vector(l.get(0).sub(q.a()), r.get(0).sub(q.b())));
    private static final Tensor MEMBERS = Tensor.of(1.0, 2);
    private static final Constants AT = new Constants(Tensor.scalar(3), Tensor.scalar(1), Tensor.scalar(-2));
    private static final BoundarySolution<Tensor, Constants> SOLUTION = Collocation.tolerance(1e-10)
            .nodes(10_000)
            .solve(LINEAR, Guess.constant(mesh(0, 1, 9), Tensor.of(0.0, 0.0)), AT);

    /// The unknown frequency of `y'' = -p^2 e^(q y) y`: nonlinear in the state, the unknown and the constant.
    private static final BoundaryProblem<Tensor, Tensor> NONLINEAR = new BoundaryProblem<>(
            (x, y, p, q) -> vector(
                    y.get(1),
                    y.get(0).mul(q).exp().mul(y.get(0)).mul(p.get(0).square()).neg()),
            (l, r, p, q) -> vector(l.get(0), r.get(0), l.get(1).sub(q.mul(2).add(1))));

    private static BoundarySolution<Tensor, Tensor> nonlinear(Guess<Tensor> guess, double q) {
        return Collocation.tolerance(1e-8).nodes(10_000).solve(NONLINEAR, guess, Tensor.scalar(q));
    }

    private static BoundarySolution<Tensor, Tensor> nonlinear() {
        Guess<Tensor> wave = Guess.along(
                mesh(0, 1, 9),
                x -> vector(x.mul(Math.PI).sin(), x.mul(Math.PI).cos().mul(Math.PI)));
        return nonlinear(wave.unknowns(3), 0.4);
    }

    @Test
    void gradientsOfTheClosedForm() {
        assertThat(SOLUTION.converged()).isTrue();
        for (double x : new double[] {0.1, 0.37, 0.5, 0.9}) {
            Fn1<Constants, Tensor> solved = q -> SOLUTION.near(q).at(x).get(0);
            Fn1<Constants, Tensor> exact = q -> q.exact(x);
            assertThat(solved.apply(AT).item()).isCloseTo(exact.apply(AT).item(), within(1e-10));
            Constants measured = grad(solved).apply(AT);
            Constants expected = grad(exact).apply(AT);
            assertThat(measured.k().item()).isCloseTo(expected.k().item(), within(1e-9));
            assertThat(measured.a().item()).isCloseTo(expected.a().item(), within(1e-9));
            assertThat(measured.b().item()).isCloseTo(expected.b().item(), within(1e-9));
        }
    }

    /// Forward and reverse mode, batched and compiled, are one derivative.
    @Test
    void allTransformationsAgree() {
        Fn1<Constants, Tensor> f = q -> SOLUTION.near(q).at(0.3).get(0);
        Constants along = new Constants(Tensor.scalar(0.5), Tensor.scalar(2), Tensor.scalar(-1));
        Constants g = grad(f).apply(AT);
        double reverse = 0.5 * g.k().item() + 2 * g.a().item() - g.b().item();
        assertThat(jvp(f, AT, along).tangent().item()).isCloseTo(reverse, within(1e-12));
        assertThat(jit(grad(f)).apply(AT).k().item()).isCloseTo(g.k().item(), within(1e-12));
        Constants both = new Constants(Tensor.of(3.0, 3.0), Tensor.of(1.0, 1.0), Tensor.of(-2.0, -2.0));
        assertThat(vmap(grad(f)).apply(both).k().toDoubles())
                .containsExactly(new double[] {g.k().item(), g.k().item()}, within(1e-12));
    }

    /// A problem made within the function that is differentiated, of what that function is given.
    private static BoundarySolution<Tensor, NoConstants> closing(Constants c) {
        BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                (x, y) -> vector(y.get(1), c.k().square().mul(y.get(0))),
                (l, r) -> vector(l.get(0).sub(c.a()), r.get(0).sub(c.b())));
        return Collocation.tolerance(1e-7)
                .nodes(10_000)
                .solve(problem, Guess.constant(mesh(0, 1, 9), Tensor.of(0.0, 0.0)));
    }

    /// What slope and conditions close over is a constant like `q`, to the bit, and `q` may be traced.
    @Test
    void whatIsClosedOverIsAConstant() {
        Collocation way = Collocation.tolerance(1e-7).nodes(10_000);
        Guess<Tensor> guess = Guess.constant(mesh(0, 1, 9), Tensor.of(0.0, 0.0));
        Fn1<Constants, Tensor> explicit =
                q -> way.solve(LINEAR, guess, q).at(0.3).get(0);
        Fn1<Constants, Tensor> closing = c -> closing(c).at(0.3).get(0);
        Constants expected = grad((Constants q) ->
                        way.solve(LINEAR, guess, AT).near(q).at(0.3).get(0))
                .apply(AT);
        for (Fn1<Constants, Tensor> f : List.of(explicit, closing)) {
            Constants g = grad(f).apply(AT);
            assertThat(g.k().identical(expected.k())).isTrue();
            assertThat(g.a().identical(expected.a())).isTrue();
            assertThat(g.b().identical(expected.b())).isTrue();
            Constants along = new Constants(Tensor.scalar(0.5), Tensor.scalar(2), Tensor.scalar(-1));
            double reverse = 0.5 * g.k().item() + 2 * g.a().item() - g.b().item();
            assertThat(jvp(f, AT, along).tangent().item()).isCloseTo(reverse, within(1e-12));
            double h = 1e-4;
            double more = f.apply(new Constants(AT.k().add(h), AT.a(), AT.b())).item();
            double less = f.apply(new Constants(AT.k().sub(h), AT.a(), AT.b())).item();
            assertThat(g.k().item()).isCloseTo((more - less) / (2 * h), within(1e-7));
        }
        assertThatThrownBy(() -> jit(closing).apply(AT))
                .isInstanceOf(TraceException.class)
                .hasMessage(
                        "collocation: what slope or conditions close over, f64[], is traced by jit or vmap, and solve"
                                + " refines its mesh by values; call onMesh, which takes the guess's mesh as it is, or solve"
                                + " outside and take the solution's near(q)");
        assertThatThrownBy(() -> vmap(explicit).apply(new Constants(MEMBERS, MEMBERS, MEMBERS)))
                .isInstanceOf(TraceException.class)
                .hasMessageStartingWith("collocation: a constant, f64[], is traced by jit or vmap");
    }

    /// The derivative of the collocation solution itself: differences of solutions on the same mesh.
    @Test
    void differencesOfSolutions() {
        BoundarySolution<Tensor, Tensor> s = nonlinear();
        assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
        double eps = 1e-4;
        BoundarySolution<Tensor, Tensor> more = nonlinear(s.guess(), 0.4 + eps);
        BoundarySolution<Tensor, Tensor> less = nonlinear(s.guess(), 0.4 - eps);
        assertThat(more.curve().mesh().identical(s.curve().mesh())).isTrue();

        Curve<Tensor> derivative = jacobianOf(s);
        Tensor places = mesh(0, 1, 33);
        Tensor differences = more.at(places).sub(less.at(places)).div(2 * eps);
        Tensor measured = jvp((Tensor q) -> s.near(q).at(places), Tensor.scalar(0.4), Tensor.scalar(1))
                .tangent();
        assertThat(measured.allClose(differences, 1e-6, 1e-6)).isTrue();
        double difference = more.unknowns().sub(less.unknowns()).get(0).item() / (2 * eps);
        assertThat(derivative.unknowns().get(0).item()).isCloseTo(difference, within(1e-6));
        assertThat(derivative.slopes().get(0).get(1).item())
                .isCloseTo(
                        more.curve()
                                        .slopes()
                                        .sub(less.curve().slopes())
                                        .get(0)
                                        .get(1)
                                        .item()
                                / (2 * eps),
                        within(1e-5));
    }

    private static Curve<Tensor> jacobianOf(BoundarySolution<Tensor, Tensor> s) {
        return jvp(s::near, s.constants(), Tensor.scalar(1)).tangent();
    }

    @Test
    void theWholeCurveHasAJacobian() {
        Constants j = jacobianForward((Constants q) -> SOLUTION.near(q).y()).apply(AT);
        // of the boundary values themselves
        assertThat(j.a().get(0).get(0).item()).isCloseTo(1, within(1e-13));
        assertThat(j.b().get(0).get(0).item()).isCloseTo(0, within(1e-13));
        assertThat(j.b().get(-1).get(0).item()).isCloseTo(1, within(1e-13));
        assertThat(j.k().get(-1).get(0).item()).isCloseTo(0, within(1e-13));
    }

    @Test
    void thereIsNoneOfWhatDidNotConverge() {
        var coarse =
                new Collocation(1e-10, 1e-10, 9).solve(LINEAR, Guess.constant(mesh(0, 1, 9), Tensor.of(0.0, 0.0)), AT);
        assertThat(coarse.outcome()).isEqualTo(Outcome.TOO_MANY_NODES);
        assertThatThrownBy(() -> coarse.near(AT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("boundary problem: no derivative of a solution that did not converge: the mesh would need"
                        + " more points than are allowed");
    }
}
