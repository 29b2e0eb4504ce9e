package dev.costate.numerics.bvp;

import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.numerics.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Failures are values with a reason; wrong calls are exceptions with a cure.
class OutcomeTest {
    private static final Tensor MESH = mesh(0, 1, 5);
    private static final Guess<Tensor> ZERO = Guess.constant(MESH, Tensor.of(0.0, 0.0));
    private static final Collocation LIMITS = Collocation.tolerance(1e-6);

    private static BoundarySolution<Tensor, NoConstants> solve(
            Fn2<Tensor, Tensor, Tensor> slope, Fn2<Tensor, Tensor, Tensor> conditions) {
        return LIMITS.solve(BoundaryProblem.<Tensor>of(slope, conditions), ZERO);
    }

    private static Tensor still(Tensor x, Tensor y) {
        return vector(y.get(1), Tensor.scalar(0));
    }

    private static Tensor clamped(Tensor a, Tensor b) {
        return vector(a.get(0), b.get(0).sub(1));
    }

    @Test
    void theLimitOfNodes() {
        var s = LIMITS.nodes(20)
                .solve(
                        BoundaryProblem.<Tensor>of(
                                (x, y) -> vector(y.get(1), y.get(0).mul(1e6)), OutcomeTest::clamped),
                        ZERO);
        assertThat(s.outcome()).isEqualTo(Outcome.TOO_MANY_NODES);
        assertThat(s.converged()).isFalse();
        assertThat(s.curve().mesh().dim(0)).isLessThanOrEqualTo(20);
        assertThat(s.largestResidual()).isGreaterThan(1e-6);
        assertThat(s.toString()).startsWith("the mesh would need more points than are allowed: ");
    }

    /// `y'' = 1`, `y' = 0` at both ends: no solution, and with `y'' = 0` too many.
    @Test
    void conditionsThatDetermineNothing() {
        var s = solve((x, y) -> vector(y.get(1), Tensor.scalar(1)), (a, b) -> vector(a.get(1), b.get(1)));
        assertThat(s.outcome()).isEqualTo(Outcome.SINGULAR);
        var same = solve(OutcomeTest::still, (a, b) -> vector(a.get(0), a.get(0)));
        assertThat(same.outcome()).isEqualTo(Outcome.SINGULAR);
    }

    /// `y(0)^2 = -1` has no real root, and the differential equation does not mind.
    @Test
    void conditionsThatCannotBeMet() {
        var s = LIMITS.solve(
                BoundaryProblem.<Tensor>of(
                        OutcomeTest::still, (a, b) -> vector(a.get(0).square().add(1), b.get(1))),
                Guess.constant(MESH, Tensor.of(0.7, 0.0)));
        assertThat(s.outcome()).isEqualTo(Outcome.CONDITIONS_NOT_MET);
        assertThat(s.conditionResidual()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void slopesThatAreNotFinite() {
        assertThat(solve((x, y) -> vector(y.get(1), y.get(0).log()), OutcomeTest::clamped)
                        .outcome())
                .isEqualTo(Outcome.NOT_FINITE);
        assertThat(solve(OutcomeTest::still, (a, b) -> vector(a.get(0).sqrt().rdiv(1), b.get(0)))
                        .outcome())
                .isEqualTo(Outcome.NOT_FINITE);
    }

    /// A Newton step that leaves the domain is halved until it does not: `y'' = ln y` from 2.
    @Test
    void stepsThatLeaveTheDomainAreHalved() {
        var s = LIMITS.solve(
                BoundaryProblem.<Tensor>of(
                        (x, y) -> vector(y.get(1), y.get(0).log().mul(30)),
                        (a, b) -> vector(a.get(0).sub(2), b.get(0).sub(0.01))),
                Guess.constant(MESH, Tensor.of(2.0, 0.0)));
        assertThat(s.outcome()).isEqualTo(Outcome.CONVERGED);
    }

    @Test
    void guessesThatAreNone() {
        rejected(
                () -> Guess.constant(Tensor.of(0.0, 0.5, 0.5, 1), Tensor.of(0.0, 0.0)),
                "boundary problem: the mesh does not increase at point 1: 0.5, then 0.5; sort it and drop repeated"
                        + " points");
        rejected(
                () -> Guess.constant(Tensor.of(1.0, 0.0), Tensor.of(0.0, 0.0)),
                "boundary problem: the mesh does not increase at point 0: 1.0, then 0.0; sort it and drop repeated"
                        + " points");
        rejected(
                () -> Guess.constant(Tensor.of(0.0, Double.NaN, 1), Tensor.of(0.0, 0.0)),
                "boundary problem: the mesh at [1]: NaN; give finite numbers");
        rejected(
                () -> new Guess<>(
                        Tensor.of(0.0, 1.0),
                        Tensor.of(new double[][] {{0, 1}, {2, Double.NaN}}),
                        Tensor.of(new double[0])),
                "boundary problem: the states at [1, 1]: NaN; give finite numbers");
        rejected(
                () -> ZERO.unknowns(1, Double.POSITIVE_INFINITY),
                "boundary problem: the unknown parameters at [1]: Infinity; give finite numbers");
        rejected(
                () -> Guess.constant(Tensor.of(new double[] {1}), Tensor.of(0.0, 0.0)),
                "boundary problem: the mesh has 1 point(s); give both ends at least");
        rejected(
                () -> Guess.constant(MESH.to(DType.FLOAT32), Tensor.of(0.0, 0.0)),
                "boundary problem: the mesh is f32[5]; expected float64 [m]");
        rejected(
                () -> new Guess<>(MESH, Tensor.of(new double[][] {{0, 1}}), Tensor.of(new double[0])),
                "boundary problem: the states are f64[1,2] on a mesh of 5 points; give a row of one or more components"
                        + " for each point");
    }

    @Test
    void problemsThatDoNotFit() {
        rejected(
                () -> solve(OutcomeTest::still, (a, b) -> vector(a.get(0))),
                "boundary problem: the conditions are f64[1] for 2 components and 0 unknown parameters; return f64[2],"
                        + " one for each of these");
        rejected(
                () -> LIMITS.solve(BoundaryProblem.of(OutcomeTest::still, OutcomeTest::clamped), ZERO.unknowns(1)),
                "boundary problem: the conditions are f64[2] for 2 components and 1 unknown parameters; return f64[3],"
                        + " one for each of these");
        assertThatThrownBy(() -> solve((x, y) -> y.get(1), OutcomeTest::clamped))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo("boundary problem: the slope is f64[], not f64[2] at HERE; it has the shapes of the state");
        assertThatThrownBy(() -> LIMITS.solve(
                        BoundaryProblem.of(OutcomeTest::still, OutcomeTest::clamped)
                                .singular((y, none) -> y.get(0)),
                        ZERO))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "boundary problem: the singular term is f64[], not f64[2] at HERE; it has the shapes of the state");
    }

    /// `y' = y / x` leaves the slope at 0 open. That of `c x` is not the shortest: SciPy's mesh, too, gets too
    /// many points.
    @Test
    void aSlopeThatIsNotTheShortestIsNotFound() {
        BoundaryProblem<Tensor, NoConstants> line = BoundaryProblem.<Tensor>of(
                        (x, y) -> y.mul(0), (a, b) -> b.sub(Tensor.of(1.0, 2)))
                .singular((y, none) -> y);
        assertThat(LIMITS.solve(line, ZERO).outcome()).isEqualTo(Outcome.TOO_MANY_NODES);
        BoundaryProblem<Tensor, NoConstants> square = BoundaryProblem.<Tensor>of(
                        (x, y) -> Tensor.of(1.0, 2).mul(x), (a, b) -> b.sub(Tensor.of(1.0, 2)))
                .singular((y, none) -> y);
        var squares = LIMITS.solve(square, ZERO);
        assertThat(squares.outcome()).isEqualTo(Outcome.CONVERGED);
        assertThat(squares.at(0.3).allClose(Tensor.of(0.09, 0.18), 1e-12, 1e-12))
                .isTrue();
    }

    @Test
    void limitsThatAreNone() {
        rejected(
                () -> Collocation.tolerance(-1),
                "collocation: tolerance is -1.0; expected a number from 2.220446049250313E-14 on");
        rejected(
                () -> new Collocation(1e-6, Double.NaN, 10),
                "collocation: conditionTolerance is NaN; expected a number from 2.220446049250313E-14 on");
        rejected(() -> LIMITS.nodes(1), "collocation: maxNodes is 1; a mesh has 2 points at least");
        rejected(
                () -> LIMITS.nodes(4).solve(BoundaryProblem.of(OutcomeTest::still, OutcomeTest::clamped), ZERO),
                "collocation: the guess has 5 points and maxNodes is 4; raise maxNodes or take a coarser mesh");
    }

    private static void rejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
