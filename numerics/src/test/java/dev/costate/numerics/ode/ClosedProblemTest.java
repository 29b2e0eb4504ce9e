package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Costate;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.numerics.ode.implicit.Radau5;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a field closes over is a parameter: the gradient is that of the same problem with explicit ones.
class ClosedProblemTest {
    record Spring(Tensor stiffness, Tensor damping) {}

    private static final Spring HERE = new Spring(Tensor.of(3, 0.7), scalar(0.2));
    private static final Spring ALONG = new Spring(Tensor.of(0.3, -1), scalar(0.4));
    private static final Tensor START = Tensor.of(1, -0.3, 0.2, 0.8);

    private static Tensor slope(Tensor t, Tensor y, Spring p) {
        Tensor x = y.get(":2");
        Tensor v = y.get("2:");
        Tensor force = x.sin().mul(p.stiffness).neg().sub(v.mul(p.damping)).add(t.cos());
        return dev.costate.ops.Layout.concat(List.of(v, force), 0);
    }

    static List<Ode<Tensor, Spring>> ways() {
        Ode<Tensor, Spring> adaptive =
                Ode.of(ClosedProblemTest::slope).tolerance(1e-8, 1e-10).saveAt(0.3, 1);
        return List.of(
                adaptive,
                adaptive.gradient(new Gradient.Checkpointed(3)),
                adaptive.gradient(Backsolve.of(1e-8, 1e-10)),
                adaptive.gradient(Backsolve.of(1e-8, 1e-10).interpolated(500)),
                adaptive.method(new Radau5()),
                adaptive.method(new RungeKutta4()).steps(30),
                adaptive.method(new Tsitouras5()).steps(30).gradient(new Gradient.Stored(0)));
    }

    private static Fn1<Spring, Tensor> explicit(Ode<Tensor, Spring> ode) {
        return p -> loss(ode.solve(START, 0, 1.5, p));
    }

    /// The stiffness comes as a parameter, the damping from outside.
    private static Fn1<Spring, Tensor> closing(Ode<Tensor, Spring> like) {
        return p -> {
            VectorField<Tensor, Tensor> field =
                    (t, y, stiffness) -> like.field().at(t, y, new Spring(stiffness, p.damping));
            return loss(like(field, like).solve(START, 0, 1.5, p.stiffness));
        };
    }

    /// All comes from outside.
    private static Fn1<Spring, Tensor> closingOverAll(Ode<Tensor, Spring> like) {
        return p -> {
            VectorField<Tensor, List<Tensor>> field =
                    (t, y, none) -> like.field().at(t, y, p);
            return loss(like(field, like).solve(START, 0, 1.5, List.of()));
        };
    }

    private static <P> Ode<Tensor, P> like(VectorField<Tensor, P> field, Ode<Tensor, ?> like) {
        Ode<Tensor, P> ode = Ode.of(field)
                .method(like.method())
                .control(like.control())
                .saveAt(like.times())
                .gradient(like.gradient());
        return like.fixed() > 0 ? ode.steps(like.fixed()) : ode;
    }

    private static Tensor loss(Solution<Tensor> s) {
        return s.y().square().sum().add(s.saved().sum());
    }

    private static void assertSame(Spring found, Spring expected) {
        assertThat(found.stiffness.identical(expected.stiffness)).isTrue();
        assertThat(found.damping.identical(expected.damping)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void capturedParametersHaveTheGradientsOfExplicitOnes(Ode<Tensor, Spring> ode) {
        Spring eager = grad(explicit(ode)).apply(HERE);
        assertSame(grad(closing(ode)).apply(HERE), eager);
        assertSame(grad(closingOverAll(ode)).apply(HERE), eager);
        Spring compiled = jit(grad(explicit(ode))).apply(HERE);
        assertSame(jit(grad(closing(ode))).apply(HERE), compiled);
        assertSame(jit(grad(closingOverAll(ode))).apply(HERE), compiled);
        assertThat(jvp(closing(ode), HERE, ALONG).tangent().item())
                .isEqualTo(jvp(explicit(ode), HERE, ALONG).tangent().item());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theyAreTheSlopesOfDifferences(Ode<Tensor, Spring> ode) {
        Fn1<Spring, Tensor> tight = closingOverAll(ode.fixed() > 0 ? ode : ode.tolerance(1e-11, 1e-12));
        double h = 1e-3;
        Fn1<Double, Double> at = x ->
                tight.apply(Tree.map(HERE, ALONG, (a, b) -> a.add(b.mul(x)))).item();
        double wide = (at.apply(h) - at.apply(-h)) / (2 * h);
        double narrow = (at.apply(h / 2) - at.apply(-h / 2)) / h;
        Spring slope = grad(closingOverAll(ode)).apply(HERE);
        double along = slope.stiffness.mul(ALONG.stiffness).sum().item()
                + slope.damping.mul(ALONG.damping).item();
        // the gradient's own error: the tolerance of the way back
        assertThat(along).isCloseTo((4 * narrow - wide) / 3, within(2e-6));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void membersCloseOverTheirOwn(Ode<Tensor, Spring> ode) {
        Spring many = new Spring(Tensor.of(new double[][] {{3, 0.7}, {1, 9}, {0.1, 2}}), Tensor.of(0.2, 0, 1.5));
        for (boolean compiled : new boolean[] {false, true}) {
            Fn1<Spring, Spring> all = vmap(grad(closingOverAll(ode)));
            Fn1<Spring, Spring> expected = vmap(grad(explicit(ode)));
            assertSame((compiled ? jit(all) : all).apply(many), (compiled ? jit(expected) : expected).apply(many));
        }
        // the field closes over what vmap traces, the gradient is taken around it
        Fn1<Tensor, Tensor> sum =
                damping -> vmap((Tensor k) -> closingOverAll(ode).apply(new Spring(k, damping)))
                        .apply(many.stiffness)
                        .sum();
        Fn1<Tensor, Tensor> one = damping -> vmap((Tensor k) -> explicit(ode).apply(new Spring(k, damping)))
                .apply(many.stiffness)
                .sum();
        assertThat(grad(sum).apply(scalar(0.3)).identical(grad(one).apply(scalar(0.3))))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void secondDerivativesGoThroughWhatIsCaptured(Ode<Tensor, Spring> ode) {
        assertSame(hvp(closingOverAll(ode), HERE, ALONG), hvp(explicit(ode), HERE, ALONG));
    }

    /// A solution within the field of another: the inner one closes over what the outer one traces, and both
    /// over what the gradient is taken by.
    @Test
    void aSolutionWithinAField() {
        // y' = z(1) with z' = -p z, z(0) = y: y(1) = exp(exp(-p))
        Fn1<Tensor, Tensor> outer = p -> {
            Fn1<Tensor, Tensor> inner = y -> {
                VectorField<Tensor, List<Tensor>> decay =
                        (t, z, none) -> z.mul(p).neg();
                return Ode.of(decay)
                        .method(new RungeKutta4())
                        .steps(40)
                        .gradient(new Gradient.Stored(1))
                        .solve(y, 0, 1, List.of())
                        .y();
            };
            VectorField<Tensor, List<Tensor>> field = (t, y, none) -> inner.apply(y);
            return Ode.of(field)
                    .tolerance(1e-9, 1e-9)
                    .solve(scalar(1), 0, 1, List.of())
                    .y();
        };
        double p = 0.4;
        double expected = -Math.exp(Math.exp(-p)) * Math.exp(-p);
        assertThat(grad(outer).apply(scalar(p)).item()).isCloseTo(expected, within(1e-7));
    }

    /// Gradient descent on a gradient: the field itself holds a derivative.
    @Test
    void aFieldMayBeAGradient() {
        // y' = -grad_y (p y^2 / 2) = -p y
        Fn1<Tensor, Tensor> f = p -> {
            Fn1<Tensor, Tensor> energy = y -> y.square().mul(p).mul(0.5);
            VectorField<Tensor, List<Tensor>> flow =
                    (t, y, none) -> grad(energy).apply(y).neg();
            return Ode.of(flow)
                    .tolerance(1e-11, 1e-12)
                    .solve(scalar(2), 0, 1, List.of())
                    .y();
        };
        assertThat(grad(f).apply(scalar(0.7)).item()).isCloseTo(-2 * Math.exp(-0.7), within(1e-9));
        assertThat(hvp(f, scalar(0.7), scalar(1)).item()).isCloseTo(2 * Math.exp(-0.7), within(1e-8));
    }

    @Test
    void whatIsNotFloatingMayBeCapturedToo() {
        Fn2<Tensor, Tensor, Tensor> f = (p, n) -> {
            VectorField<Tensor, List<Tensor>> field = (t, y, none) -> y.mul(p).mul(n.to(DType.FLOAT64));
            return Ode.of(field)
                    .tolerance(1e-10, 1e-12)
                    .solve(scalar(1), 0, 1, List.of())
                    .y();
        };
        Tensor slope = jit(Costate.grad(f)).apply(scalar(0.25), Tensor.scalar(DType.INT32, 3));
        assertThat(slope.item()).isCloseTo(3 * Math.exp(0.75), within(1e-8));
    }

    /// The estimate is of the state and the parameters; what is captured is a constant of it, and has
    /// derivatives in forward mode.
    @Test
    void estimatesOfFieldsThatCloseOverSomething() {
        Fn1<Tensor, Tensor> slope = c -> Estimate.of(
                        Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).mul(c))
                                .tolerance(1e-10, 1e-12),
                        Backsolve.of(1e-10, 1e-12),
                        scalar(1),
                        scalar(0),
                        scalar(1),
                        scalar(0.5),
                        s -> s.y())
                .p();
        // d/dp e^(cp) = c e^(cp), and d/dc of that
        assertThat(jit(slope).apply(scalar(2)).item()).isCloseTo(2 * Math.E, within(1e-8));
        assertThat(jvp(slope, scalar(2), scalar(1)).tangent().item()).isCloseTo(2 * Math.E, within(1e-7));
    }
}
