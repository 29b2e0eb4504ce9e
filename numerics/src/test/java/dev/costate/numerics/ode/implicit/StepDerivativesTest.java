package dev.costate.numerics.ode.implicit;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vjp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.VectorField;
import dev.costate.numerics.ode.implicit.ImplicitMethods.Case;
import dev.costate.ops.Layout;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The derivative of a step is that of its equations, by everything that goes in.
class StepDerivativesTest {
    /// Where a step begins, how long it is, and the parameter of van der Pol's equation, driven.
    private record Given(Tensor t, Tensor h, Tensor y, Tensor mu) {}

    private static final Given AT =
            new Given(Tensor.scalar(0.3), Tensor.scalar(0.05), Tensor.of(1.2, -0.4), Tensor.scalar(5));
    private static final Given DIRECTION =
            new Given(Tensor.scalar(0.7), Tensor.scalar(-0.1), Tensor.of(0.5, 1.1), Tensor.scalar(2.3));

    static List<Case> all() {
        return ImplicitMethods.all();
    }

    private static Field driven(Tensor mu) {
        return (t, y) -> {
            Tensor x = y.get(0);
            Tensor v = y.get(1);
            Tensor force = mu.mul(x.square().rsub(1)).mul(v).sub(x).add(t.mul(3).sin());
            return Layout.stack(List.of(v, force), 0);
        };
    }

    /// State, slope and dense output in the middle of a step.
    private static Fn1<Given, Tensor> step(Case c) {
        return g -> {
            var s = ImplicitMethods.step(c.method(), driven(g.mu()), g.t(), g.h(), g.y());
            return Layout.concat(List.of(s.y(), s.slope(), ImplicitMethods.interpolated(c.method(), s, 0.4)), 0);
        };
    }

    private static Given shifted(double by) {
        return Tree.map(AT, DIRECTION, (a, d) -> a.add(d.mul(by)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void forwardReverseAndDifferences(Case c) {
        assertThat(ImplicitMethods.step(c.method(), driven(AT.mu()), AT.t(), AT.h(), AT.y())
                        .failure()
                        .itemLong())
                .isZero();
        Fn1<Given, Tensor> f = jit(step(c));
        double e = 1e-4;
        Tensor four = f.apply(shifted(e))
                .sub(f.apply(shifted(-e)))
                .mul(8)
                .sub(f.apply(shifted(2 * e)).sub(f.apply(shifted(-2 * e))))
                .div(12 * e);
        Tensor forward = jvp(step(c), AT, DIRECTION).tangent();
        // differences of the fourth order: (1e-4)^4 and roundings of 1e-13 / 1e-4, relative to slopes of about
        // 100
        assertThat(forward.allClose(four, 1e-7, 1e-7))
                .as("%s beside %s", forward, four)
                .isTrue();
        Tensor ct = Tensor.of(0.3, -1, 0.01, 0.02, 0.5, -0.6);
        Given reverse = vjp(step(c), AT).pullback().apply(ct);
        assertThat(Tree.inner(reverse, DIRECTION).item())
                .isCloseTo(forward.mul(ct).sum().item(), Offset.offset(1e-9));
    }

    /// `y' = -k y` with `R` as the stability function: `d/dk` twice of backward Euler's `1 / (1 + k h)` and of
    /// the trapezoid's `(2 - k h) / (2 + k h)`; for the others against differences of the first.
    @ParameterizedTest
    @MethodSource("all")
    void secondDerivatives(Case c) {
        Fn1<Tensor, Tensor> y = k -> ImplicitMethods.step(
                        c.method(),
                        (_, x) -> x.mul(k).neg(),
                        Tensor.scalar(0),
                        Tensor.scalar(0.5),
                        Tensor.of(new double[] {1}))
                .y()
                .sum();
        double e = 1e-4;
        Fn1<Tensor, Tensor> first = grad(y);
        double expected = switch (c.method()) {
            case BackwardEuler _ -> 2 * 0.25 / Math.pow(2.5, 3);
            case Trapezoid _ -> 8 * 0.25 / Math.pow(3.5, 3);
            default ->
                (first.apply(Tensor.scalar(3 + e)).item()
                                - first.apply(Tensor.scalar(3 - e)).item())
                        / (2 * e);
        };
        assertThat(grad(first).apply(Tensor.scalar(3)).item()).isCloseTo(expected, Offset.offset(1e-8));
    }

    /// Reverse mode through equal steps and forward mode through adaptive ones, against differences of tight
    /// solutions.
    @ParameterizedTest
    @MethodSource("all")
    void throughWholeSolutions(Case c) {
        VectorField<Tensor, Tensor> field = (t, y, mu) -> driven(mu).at(t, y);
        Fn1<Tensor, Tensor> equal = mu -> Ode.of(field)
                .method(c.method())
                .tolerance(1e-13, 1e-14)
                .steps(30)
                .solve(Tensor.of(1.2, -0.4), 0, 1, mu)
                .y()
                .get(0);
        Tensor mu = Tensor.scalar(5);
        double e = 1e-3;
        double difference =
                (equal.apply(mu.add(e)).item() - equal.apply(mu.sub(e)).item()) / (2 * e);
        assertThat(jit(grad(equal)).apply(mu).item()).isCloseTo(difference, Offset.offset(1e-9));
        Fn1<Tensor, Solution<Tensor>> adaptive =
                m -> Ode.of(field).method(c.method()).tolerance(1e-4, 1e-6).solve(Tensor.of(1.2, -0.4), 0, 1, m);
        double forward = jvp(m -> adaptive.apply(m).y().get(0), mu, Tensor.scalar(1))
                .tangent()
                .item();
        // both approximate the derivative of the true solution, with 30 steps and with a tolerance of 1e-4
        assertThat(forward).isCloseTo(difference, Offset.offset(c.method().order() < 3 ? 2e-3 : 1e-4));
    }
}
