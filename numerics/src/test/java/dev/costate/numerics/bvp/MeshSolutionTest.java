package dev.costate.numerics.bvp;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.numerics.EveryRule.near;
import static dev.costate.numerics.bvp.Vectors.mesh;
import static dev.costate.numerics.bvp.Vectors.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.Spectra;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MeshSolutionTest {
    private static final Collocation LIMITS = Collocation.tolerance(1e-6);

    /// Bratu's `y'' + q e^y = 0`, `y(0) = y(1) = 0`.
    private static final BoundaryProblem<Tensor, Tensor> BRATU = new BoundaryProblem<>(
            (x, y, p, q) -> vector(y.get(1), y.get(0).exp().mul(q).neg()), (a, b, p, q) -> vector(a.get(0), b.get(0)));

    private static Guess<Tensor> flat(int points) {
        return Guess.constant(mesh(0, 1, points), Tensor.of(0.0, 0.0));
    }

    private static Tensor middle(Tensor q) {
        return LIMITS.onMesh(BRATU, flat(101), q).at(0.5).get(0);
    }

    /// The constant at which Bratu's lower solution has `sqrt(2 q) cosh(t / 4) = t`, and its value in the
    /// middle.
    private static Tensor constant(Tensor t) {
        return t.square().mul(0.5).div(t.mul(0.25).cosh().square());
    }

    private static Tensor exact(Tensor t) {
        return t.mul(0.25).cosh().log().mul(2);
    }

    /// On the mesh that [Collocation#solve] comes to, from a coarse solution: the same equations, to rounding
    /// errors of what they ask of Newton's method.
    @TestFactory
    Stream<DynamicTest> isTheSolutionOnItsMesh() {
        return GoldensTest.problems().entrySet().stream()
                .map(posed -> DynamicTest.dynamicTest(posed.getKey(), () -> {
                    var problem = posed.getValue().problem();
                    var coarse = Collocation.tolerance(1e-3)
                            .solve(problem, posed.getValue().guess());
                    var fine = Collocation.tolerance(1e-6).solve(problem, coarse.guess());
                    Tensor points = fine.curve().mesh();
                    var guess = new Guess<>(points, coarse.at(points), coarse.unknowns());
                    MeshSolution<Tensor> s = LIMITS.onMesh(problem, guess);
                    assertThat(s.why()).isEqualTo(Outcome.CONVERGED);
                    near(s.curve().y(), fine.curve().y(), 1e-7);
                    near(s.curve().slopes(), fine.curve().slopes(), 1e-7);
                    near(s.unknowns(), fine.unknowns(), 1e-7);
                    near(s.residuals(), fine.residuals(), 1e-7);
                    assertThat(s.conditionResidual().item()).isLessThan(1e-12);
                }));
    }

    /// Odd and even numbers of intervals, from a single one on, meet their equations to rounding errors.
    @Test
    void meshesOfAllSizesAreSolved() {
        for (int points = 2; points < 20; points++) {
            MeshSolution<Tensor> s = new Collocation(0.1, 1e-12, 100).onMesh(BRATU, flat(points), Tensor.scalar(2));
            assertThat(s.why()).as("%d points", points).isEqualTo(Outcome.CONVERGED);
            CollocationEquations at = CollocationEquations.at(
                    new CollocationEquations.Functions(
                            (x, y, p) -> vector(y.get(1), y.get(0).exp().mul(-2)),
                            (a, b, p) -> vector(a.get(0), b.get(0))),
                    s.curve().mesh(),
                    s.curve().y(),
                    s.unknowns());
            assertThat(at.vector().abs().max().item()).as("%d points", points).isLessThan(1e-15);
        }
    }

    /// Fifty of Bratu's equations at once, and the derivatives by their constants, against the closed form;
    /// each is to the bit what it is alone.
    @Test
    void membersAreAtOnceWhatTheyAreAlone() {
        Tensor t = Creation.linspace(DType.FLOAT64, 0.5, 4.5, 50);
        Tensor q = constant(t);
        var all = jit(vmap((Tensor c) -> LIMITS.onMesh(BRATU, flat(101), c)));
        MeshSolution<Tensor> members = all.apply(q);
        assertThat(members.outcome().toInts()).containsOnly(Outcome.CONVERGED.code());
        Tensor middles = members.curve().y().get(":, 50, 0");
        near(middles, exact(t), 1e-7);
        var alone = jit((Tensor c) -> LIMITS.onMesh(BRATU, flat(101), c));
        for (int i : new int[] {0, 17, 49}) {
            MeshSolution<Tensor> one = alone.apply(q.get(i));
            int member = i;
            assertThat(one.curve().y().identical(members.curve().y().get(member)))
                    .isTrue();
            assertThat(one.steps().itemLong())
                    .isEqualTo(members.steps().get(member).itemLong());
        }
        Tensor slopes = jit(vmap(grad(MeshSolutionTest::middle))).apply(q);
        Tensor expected = vmap(grad(MeshSolutionTest::exact))
                .apply(t)
                .div(vmap(grad(MeshSolutionTest::constant)).apply(t));
        near(slopes.div(expected), Creation.onesLike(t), 1e-6);
    }

    /// All orders that are promised, in both modes, by the constant; differences of the order below.
    @Test
    void derivativesAreRightUpToTheThird() {
        Tensor q = Tensor.scalar(2.5);
        Tensor one = Tensor.scalar(1);
        Fn1<Tensor, Tensor> f = MeshSolutionTest::middle;
        near(grad(f).apply(q), difference(f, 2.5), 1e-8);
        near(jvp(f, q, one).tangent(), grad(f).apply(q), 1e-12);
        near(grad(grad(f)).apply(q), difference(grad(f), 2.5), 1e-8);
        near(jvp(grad(f), q, one).tangent(), grad(grad(f)).apply(q), 1e-12);
        near(grad(grad(grad(f))).apply(q), difference(grad(grad(f)), 2.5), 1e-7);
    }

    private static Tensor difference(Fn1<Tensor, Tensor> f, double at) {
        double h = 1e-4;
        return f.apply(Tensor.scalar(at + h))
                .sub(f.apply(Tensor.scalar(at - h)))
                .div(2 * h);
    }

    /// `y'' = y` on `[0, l]` with `y(0) = 1`, `y(l) = c`: by the mesh's points, and by what is closed over.
    @Test
    void meshesAndWhatIsClosedOverHaveDerivatives() {
        record At(Tensor l, Tensor c) {}
        Fn1<At, Tensor> middle = at -> {
            BoundaryProblem<Tensor, NoConstants> problem = BoundaryProblem.<Tensor>of(
                    (x, y) -> vector(y.get(1), y.get(0)),
                    (a, b) -> vector(a.get(0).sub(1), b.get(0).sub(at.c)));
            Guess<Tensor> guess = Guess.constant(mesh(0, 1, 65).mul(at.l), Tensor.of(0.0, 0.0));
            return LIMITS.onMesh(problem, guess).at(at.l.mul(0.5)).get(0);
        };
        // (1 + c) sinh(l / 2) / sinh(l)
        Fn1<At, Tensor> exact = at -> at.c.add(1).mul(at.l.mul(0.5).sinh()).div(at.l.sinh());
        At at = new At(Tensor.scalar(1.5), Tensor.scalar(0.4));
        near(jit(middle).apply(at), exact.apply(at), 1e-8);
        At gradient = jit(grad(middle)).apply(at);
        near(gradient.l(), grad(exact).apply(at).l(), 1e-7);
        near(gradient.c(), grad(exact).apply(at).c(), 1e-7);
        At members = new At(Tensor.of(0.5, 1, 1.5), Tensor.of(0.1, 0.2, 0.4));
        near(
                vmap(grad(middle)).apply(members).l(),
                vmap(grad(exact)).apply(members).l(),
                1e-7);
        assertThat(vmap(middle).apply(members).get(2).identical(middle.apply(at)))
                .isTrue();
    }

    /// The lowest level of `-u'' / 2 + (x^2 / 2 + g x^4) u = E u`, an even state, for four potentials at once;
    /// against the matrix in 60 states of the oscillator, and `dE/dg = <x^4>` as differences of its levels.
    @Test
    void levelsOfManyPotentials() {
        BoundaryProblem<Tensor, Tensor> states = new BoundaryProblem<>(
                (x, u, e, g) -> vector(
                        u.get(1),
                        x.square()
                                .add(x.pow(4).mul(g).mul(2))
                                .sub(e.get(0).mul(2))
                                .mul(u.get(0))),
                (a, b, e, g) -> vector(a.get(0).sub(1), a.get(1), b.get(0)));
        Guess<Tensor> bell = Guess.along(
                        mesh(0, 6, 201),
                        x -> vector(
                                x.square().mul(-0.5).exp(),
                                x.square().mul(-0.5).exp().mul(x).neg()))
                .unknowns(0.6);
        Fn1<Tensor, Tensor> level = g ->
                Collocation.tolerance(1e-3).onMesh(states, bell, g).unknowns().get(0);
        Tensor couplings = Tensor.of(0, 0.05, 0.1, 0.5);
        Tensor levels = jit(vmap(level)).apply(couplings);
        near(levels, vmap(MeshSolutionTest::lowest).apply(couplings), 1e-6);
        assertThat(levels.get(0).item()).isCloseTo(0.5, within(1e-6));
        Tensor slope = jit(grad(level)).apply(Tensor.scalar(0.1));
        near(slope, difference(MeshSolutionTest::lowest, 0.1), 1e-5);
    }

    /// The lowest eigenvalue in the oscillator's own states, where `x` has `sqrt(i / 2)` beside its diagonal.
    private static Tensor lowest(Tensor g) {
        int n = 60;
        double[][] x = new double[n][n];
        double[][] oscillator = new double[n][n];
        for (int i = 0; i < n; i++) {
            oscillator[i][i] = i + 0.5;
            if (i > 0) {
                x[i][i - 1] = x[i - 1][i] = Math.sqrt(i / 2.0);
            }
        }
        Tensor square = Tensor.of(x).matmul(Tensor.of(x));
        Tensor energy = Tensor.of(oscillator).add(square.matmul(square).mul(g));
        return Spectra.eigh(energy).values().get(0);
    }

    /// A term that is singular at the left end, whose factor is a member's: a drum of other dimensions.
    @Test
    void singularTermsAreMembersToo() {
        BoundaryProblem<Tensor, Tensor> drum = new BoundaryProblem<Tensor, Tensor>(
                        (x, y, p, d) ->
                                vector(y.get(1), y.get(0).mul(p.get(0).square()).neg()),
                        (a, b, p, d) -> vector(a.get(0).sub(1), a.get(1), b.get(0)))
                .singular((y, d) -> vector(Tensor.scalar(0), y.get(1).mul(d.rsub(1))));
        Guess<Tensor> hump = Guess.along(mesh(0, 1, 101), x -> vector(x.rsub(1), Tensor.scalar(-1)))
                .unknowns(2);
        Tensor found = jit(vmap((Tensor d) -> Collocation.tolerance(1e-5)
                        .onMesh(drum, hump, d)
                        .unknowns()
                        .get(0)))
                .apply(Tensor.of(1.0, 2, 3));
        // the first zeros of cos, J_0 (DLMF 10.21) and sin(x) / x
        near(found, new double[] {Math.PI / 2, 2.404825557695773, Math.PI}, 1e-7);
    }

    /// Above 3.5138... Bratu's equation has no solution; members that have one are not disturbed.
    @Test
    void failuresAreValues() {
        Tensor q = Tensor.of(1, 3.6, 2);
        MeshSolution<Tensor> s =
                vmap((Tensor c) -> LIMITS.onMesh(BRATU, flat(41), c)).apply(q);
        assertThat(s.outcome().toInts())
                .containsExactly(Outcome.CONVERGED.code(), Outcome.NEWTON_FAILED.code(), Outcome.CONVERGED.code());
        assertThat(LIMITS.onMesh(BRATU, flat(5), Tensor.scalar(1)).why()).isEqualTo(Outcome.TOO_MANY_NODES);
        assertThat(LIMITS.onMesh(BRATU, flat(41), Tensor.scalar(Double.NaN)).why())
                .isEqualTo(Outcome.NOT_FINITE);
        BoundaryProblem<Tensor, NoConstants> open = BoundaryProblem.<Tensor>of(
                (x, y) -> vector(y.get(1), Tensor.scalar(0)),
                (a, b) -> vector(a.get(1), b.get(1).sub(1)));
        assertThat(LIMITS.onMesh(open, flat(9)).why()).isEqualTo(Outcome.SINGULAR);
    }

    /// A guess, too, may be a member's: which of the two solutions is found.
    @Test
    void guessesMayBeMembers() {
        Tensor heights = Tensor.of(0.0, 3);
        Tensor found = jit(vmap((Tensor height) -> LIMITS.onMesh(
                                BRATU,
                                Guess.constant(mesh(0, 1, 101), vector(height, Tensor.scalar(0))),
                                Tensor.scalar(1))
                        .at(0.5)
                        .get(0)))
                .apply(heights);
        near(found, new double[] {0.1405392, 4.091467}, 1e-6);
    }

    /// States as trees, and a solution as a tree.
    @Test
    void statesMayBeTrees() {
        record Bend(Tensor y, Tensor slope) {}
        BoundaryProblem<Bend, Tensor> named = new BoundaryProblem<>(
                (x, s, none, q) -> new Bend(s.slope(), s.y().exp().mul(q).neg()),
                (left, right, none, q) -> vector(left.y(), right.y()));
        Guess<Bend> zero = Guess.constant(mesh(0, 1, 101), new Bend(Tensor.scalar(0), Tensor.scalar(0)));
        MeshSolution<Bend> s = LIMITS.onMesh(named, zero, Tensor.scalar(2));
        near(s.at(0.5).y(), middle(Tensor.scalar(2)), 1e-13);
        assertThat(Tree.leaves(s)).hasSize(10);
        assertThat(LIMITS.solve(named, s.guess(), Tensor.scalar(2)).effort().rounds())
                .isEqualTo(1);
    }
}
