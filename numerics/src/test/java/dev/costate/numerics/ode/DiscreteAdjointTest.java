package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.explicit.BogackiShampine3;
import dev.costate.numerics.ode.explicit.DormandPrince5;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.Euler;
import dev.costate.numerics.ode.explicit.Heun;
import dev.costate.numerics.ode.explicit.Midpoint;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.numerics.ode.implicit.BackwardEuler;
import dev.costate.numerics.ode.implicit.KennedyCarpenter4;
import dev.costate.numerics.ode.implicit.Radau5;
import dev.costate.numerics.ode.implicit.Trapezoid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reverse mode through the steps: held to forward mode, which goes through the very same ones, to central
/// differences and to closed forms.
class DiscreteAdjointTest {
    record State(Tensor position, Tensor velocity) {}

    record Spring(Tensor stiffness, Tensor damping) {}

    private record At(State y, Tensor t0, Tensor t1, Tensor times, Spring spring) {}

    private static Tensor scalar(double x) {
        return Tensor.scalar(x);
    }

    /// A pendulum of two coordinates with a force that depends on time.
    private static final Ode<State, Spring> PENDULUM = Ode.of((Tensor t, State y, Spring p) -> new State(
            y.velocity,
            y.position
                    .sin()
                    .mul(p.stiffness)
                    .neg()
                    .sub(y.velocity.mul(p.damping))
                    .add(t.cos())));

    private static final At HERE = new At(
            new State(Tensor.of(0.3, -1.1), Tensor.of(0.2, 0.7)),
            scalar(0.1),
            scalar(2.3),
            Tensor.of(0.1, 0.5, 0.51, 1.7, 2.3),
            new Spring(Tensor.of(2.0, 3.5), scalar(0.1)));

    private static final At ALONG = new At(
            new State(Tensor.of(0.7, 0.2), Tensor.of(-0.4, 1.0)),
            scalar(0.3),
            scalar(-0.6),
            Tensor.of(0.0, 0.2, -0.3, 0.4, 0.9),
            new Spring(Tensor.of(0.5, -1.5), scalar(2)));

    /// A number that depends on all that a solution has derivatives of.
    private static Fn1<At, Tensor> loss(Ode<State, Spring> ode) {
        return at -> {
            Solution<State> s = ode.saveAt(at.times).solve(at.y, at.t0, at.t1, at.spring);
            Tensor saved = s.saved()
                    .position
                    .mul(Tensor.of(new double[][] {{1}, {2}, {-1}, {0.5}, {3}}))
                    .sum();
            return saved.add(s.saved().velocity.square().sum())
                    .add(s.y().position.mul(s.y().velocity).sum())
                    .add(s.t().mul(0.7));
        };
    }

    private static double dot(At a, At b) {
        double sum = 0;
        List<Tensor> x = Tree.leaves(a);
        List<Tensor> y = Tree.leaves(b);
        for (int i = 0; i < x.size(); i++) {
            sum += x.get(i).mul(y.get(i)).sum().item();
        }
        return sum;
    }

    static List<Ode<State, Spring>> solvers() {
        Ode<State, Spring> tight = PENDULUM.tolerance(1e-7, 1e-9);
        return List.of(
                PENDULUM.method(new Euler()).steps(40),
                PENDULUM.method(new Heun()).steps(40),
                PENDULUM.method(new Midpoint()).steps(7),
                PENDULUM.method(new RungeKutta4()).steps(1),
                PENDULUM.method(new RungeKutta4()).steps(33),
                tight.method(new BogackiShampine3()),
                tight.method(new Tsitouras5()),
                tight.method(new DormandPrince5()),
                tight.method(new DormandPrince8()),
                PENDULUM.method(new BackwardEuler()).steps(20),
                PENDULUM.method(new Trapezoid()).steps(20),
                tight.method(new KennedyCarpenter4()),
                tight.method(new Radau5()),
                tight.method(new DormandPrince5()).gradient(new Gradient.Checkpointed(3)),
                PENDULUM.method(new DormandPrince5()).steps(20).gradient(new Gradient.Checkpointed(1)));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void reverseModeIsTheTransposeOfForwardMode(Ode<State, Spring> ode) {
        Fn1<At, Tensor> f = loss(ode);
        At gradient = jit(grad(f)).apply(HERE);
        Jvp<Tensor> forwards = jvp(f, HERE, ALONG);
        double expected = forwards.tangent().item();
        assertThat(dot(gradient, ALONG)).isCloseTo(expected, within(1e-11 * (1 + Math.abs(expected))));
        // and forward mode is the same whether there is a reverse mode or not
        Jvp<Tensor> plain = jvp(loss(ode.gradient(new Gradient.Forward())), HERE, ALONG);
        assertThat(forwards.value().item()).isEqualTo(plain.value().item());
        assertThat(expected).isCloseTo(plain.tangent().item(), within(1e-13 * (1 + Math.abs(expected))));
    }

    /// The slope along a direction by differences of two widths, to the fourth order of them.
    private static double difference(Fn1<At, Tensor> f, At at, At along) {
        double h = 1e-3;
        double[] values = new double[4];
        double[] places = {-h, h, -h / 2, h / 2};
        for (int i = 0; i < 4; i++) {
            double place = places[i];
            values[i] = f.apply(Tree.map(at, along, (x, dx) -> x.add(dx.mul(place))))
                    .item();
        }
        double wide = (values[1] - values[0]) / (2 * h);
        double narrow = (values[3] - values[2]) / h;
        return (4 * narrow - wide) / 3;
    }

    static List<Method> methods() {
        return List.of(
                new Euler(),
                new Heun(),
                new Midpoint(),
                new RungeKutta4(),
                new BogackiShampine3(),
                new Tsitouras5(),
                new DormandPrince5(),
                new DormandPrince8(),
                new BackwardEuler(),
                new Trapezoid(),
                new KennedyCarpenter4(),
                new Radau5());
    }

    /// Equal steps are a smooth function of where they start and of the parameters, whatever the method.
    @ParameterizedTest
    @MethodSource("methods")
    void throughEveryMethodItIsTheSlopeOfDifferences(Method method) {
        // Newton's iteration of implicit methods is held to the tolerance.
        Fn1<At, Tensor> loss =
                loss(PENDULUM.tolerance(1e-13, 1e-13).method(method).steps(30));
        At along = new At(ALONG.y, scalar(0), scalar(0), Tensor.of(0.0, 0.0, 0.0, 0.0, 0.0), ALONG.spring);
        double richardson = difference(jit(loss), HERE, along);
        assertThat(dot(jit(grad(loss)).apply(HERE), along)).isCloseTo(richardson, within(1e-8));
    }

    @Test
    void itIsTheSlopeOfDifferences() {
        // A tight tolerance: which steps are made changes the value by the method's error.
        Fn1<At, Tensor> loss = loss(PENDULUM.tolerance(1e-13, 1e-13).method(new DormandPrince8()));
        Fn1<At, Tensor> f = jit(loss);
        At inside = new At(HERE.y, HERE.t0, HERE.t1, Tensor.of(0.2, 0.5, 0.51, 1.7, 2.1), HERE.spring);
        double richardson = difference(f, inside, ALONG);
        assertThat(dot(jit(grad(loss)).apply(inside), ALONG)).isCloseTo(richardson, within(1e-8));
    }

    @Test
    void aTimeThatIsSavedAtTheEndOfAStepHasTheSlopeThere() {
        // dy(t)/dt = f whether t is where a step ends, here the last one, or not; and y(t) does not move with t1.
        Ode<State, Spring> ode = PENDULUM.tolerance(1e-10, 1e-12);
        Fn1<At, Tensor> last = at -> ode.saveAt(at.times)
                .solve(at.y, at.t0, at.t1, at.spring)
                .saved()
                .position
                .get(4, 0);
        At gradient = grad(last).apply(HERE);
        double velocity = ode.solve(HERE.y, HERE.t0, HERE.t1, HERE.spring)
                .y()
                .velocity
                .get(0)
                .item();
        assertThat(gradient.times.get(4).item()).isCloseTo(velocity, within(1e-7));
        assertThat(gradient.t1.item()).isCloseTo(0, within(1e-7));
    }

    private record Linear(Tensor matrix, Tensor y0) {}

    @Test
    void theDerivativeOfALinearSystemIsThatOfItsExponential() {
        // y(1) = exp(A) y0 with A = w [[0, -1], [1, 0]]: d y(1) / dw = [[0, -1], [1, 0]] y(1)
        Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor a) -> a.matmul(y));
        Fn1<Linear, Tensor> f = x -> ode.tolerance(1e-12, 1e-12)
                .method(new DormandPrince8())
                .solve(x.y0, 0, 1, x.matrix)
                .y()
                .mul(Tensor.of(1.0, 10.0))
                .sum();
        double w = 1.3;
        Linear at = new Linear(Tensor.of(new double[][] {{0, -w}, {w, 0}}), Tensor.of(1.0, 0.5));
        Linear gradient = jit(grad(f)).apply(at);
        double y0 = Math.cos(w) - 0.5 * Math.sin(w);
        double y1 = Math.sin(w) + 0.5 * Math.cos(w);
        double byW = gradient.matrix.get(1, 0).sub(gradient.matrix.get(0, 1)).item();
        assertThat(byW).isCloseTo(-y1 + 10 * y0, within(1e-10));
        assertThat(gradient.y0.toDoubles())
                .containsExactly(
                        new double[] {Math.cos(w) + 10 * Math.sin(w), -Math.sin(w) + 10 * Math.cos(w)}, within(1e-10));
        // all four derivatives of exp(A) by the block matrix [[A, E], [0, A]], whose exponential has L(A, E) at the
        // right
        double[][] a = {{0, -w}, {w, 0}};
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                double[][] block = new double[4][4];
                for (int r = 0; r < 2; r++) {
                    for (int c = 0; c < 2; c++) {
                        block[r][c] = a[r][c];
                        block[2 + r][2 + c] = a[r][c];
                    }
                }
                block[i][2 + j] = 1;
                double[] v = exponential(block, new double[] {0, 0, 1, 0.5});
                assertThat(gradient.matrix.get(i, j).item()).isCloseTo(v[0] + 10 * v[1], within(1e-10));
            }
        }
    }

    /// `exp(m) v` by its series.
    private static double[] exponential(double[][] m, double[] v) {
        double[] sum = v.clone();
        double[] term = v.clone();
        for (int k = 1; k < 60; k++) {
            double[] next = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                for (int j = 0; j < v.length; j++) {
                    next[i] += m[i][j] * term[j] / k;
                }
                sum[i] += next[i];
            }
            term = next;
        }
        return sum;
    }

    @Test
    void logisticGrowthHasItsClosedDerivatives() {
        // y = K / (1 + (K / y0 - 1) e^(-rt))
        Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor p) ->
                y.mul(p.get(0)).mul(y.div(p.get(1)).rsub(1)));
        Fn1<Tensor, Tensor> f = x -> ode.tolerance(1e-12, 1e-12)
                .solve(x.get("2:3"), 0, 2, x.get(":2"))
                .y()
                .sum();
        double r = 1.4;
        double k = 3;
        double y0 = 0.2;
        double decay = Math.exp(-2 * r);
        double all = 1 + (k / y0 - 1) * decay;
        double byRate = k / (all * all) * (k / y0 - 1) * decay * 2;
        double byCapacity = 1 / all - k / (all * all) * decay / y0;
        double byStart = k / (all * all) * k / (y0 * y0) * decay;
        assertThat(grad(f).apply(Tensor.of(r, k, y0)).toDoubles())
                .containsExactly(new double[] {byRate, byCapacity, byStart}, within(1e-9));
    }

    @Test
    void storedStepsGiveTheSame() {
        for (int levels = 1; levels < 4; levels++) {
            Ode<State, Spring> equal = PENDULUM.method(new Tsitouras5()).steps(20);
            Ode<State, Spring> stored = equal.gradient(new Gradient.Stored(levels));
            assertThat(loss(stored).apply(HERE).item())
                    .isCloseTo(loss(equal).apply(HERE).item(), within(1e-13));
            At expected = jit(grad(loss(equal))).apply(HERE);
            At found = jit(grad(loss(stored))).apply(HERE);
            for (int i = 0; i < Tree.leaves(expected).size(); i++) {
                assertThat(Tree.leaves(found)
                                .get(i)
                                .allClose(Tree.leaves(expected).get(i), 1e-12, 1e-13))
                        .isTrue();
            }
            Fn1<Spring, Tensor> end =
                    p -> stored.solve(HERE.y, HERE.t0, HERE.t1, p).y().position.sum();
            Fn1<Spring, Tensor> checkpointed =
                    p -> equal.solve(HERE.y, HERE.t0, HERE.t1, p).y().position.sum();
            Spring bend = hvp(end, HERE.spring, ALONG.spring);
            assertThat(bend.stiffness.allClose(hvp(checkpointed, HERE.spring, ALONG.spring).stiffness, 1e-11, 1e-12))
                    .isTrue();
            // reverse over reverse, which the adjoint of a loop of unknown length has not
            Spring twice = grad((Spring p) -> {
                        Spring slope = grad(end).apply(p);
                        return slope.stiffness.mul(ALONG.spring.stiffness).sum().add(slope.damping.mul(2));
                    })
                    .apply(HERE.spring);
            assertThat(twice.damping.item()).isCloseTo(bend.damping.item(), within(1e-11));
        }
    }

    @Test
    void storedStepsRecordEveryStep() {
        Ode<State, Spring> equal = PENDULUM.method(new RungeKutta4()).steps(5).dense(7);
        Ode<State, Spring> stored = equal.gradient(new Gradient.Stored(0));
        Solution<State> a = equal.solve(HERE.y, HERE.t0, HERE.t1, HERE.spring);
        Solution<State> b = stored.solve(HERE.y, HERE.t0, HERE.t1, HERE.spring);
        assertThat(b.steps().t().identical(a.steps().t())).isTrue();
        assertThat(b.dense().at(1.1).position.allClose(a.dense().at(1.1).position, 1e-14, 0))
                .isTrue();
    }

    @Test
    void membersHaveTheirOwnStepsAndGradients() {
        Ode<Tensor, Tensor> decay =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).sin());
        Fn1<Tensor, Tensor> f = p ->
                decay.saveAt(0.4, 1).solve(Tensor.of(1.0, 2.0), 0, 1, p).saved().sum();
        Tensor rates = Tensor.of(-0.3, 4.0, 25.0);
        Tensor many = jit(vmap(grad(f))).apply(rates);
        for (int i = 0; i < 3; i++) {
            assertThat(many.get(i).item()).isCloseTo(grad(f).apply(rates.get(i)).item(), within(1e-12));
        }
    }

    @Test
    void singlePrecisionStatesHaveSinglePrecisionGradients() {
        Ode<Tensor, Tensor> decay =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).neg());
        Fn1<Tensor, Tensor> f = p -> decay.tolerance(1e-5, 1e-7)
                .solve(Tensor.of(1f, 2f), 0, 1, p)
                .y()
                .sum();
        Tensor p = Tensor.scalar(DType.FLOAT32, 0.7);
        Tensor slope = jit(grad(f)).apply(p);
        assertThat(slope.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(slope.item()).isCloseTo(-3 * Math.exp(-0.7), within(1e-5));
    }

    @Test
    void secondDerivativesGoForwardsOverTheAdjoint() {
        Ode<Tensor, Tensor> ode =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.mul(p).neg());
        Fn1<Tensor, Tensor> f = p ->
                ode.tolerance(1e-11, 1e-12).solve(Tensor.scalar(2), 0, 1.5, p).y();
        assertThat(hvp(f, scalar(0.4), scalar(1)).item()).isCloseTo(2 * 2.25 * Math.exp(-0.6), within(1e-8));
    }

    @Test
    void everyStepAndDenseOutputHaveGradients() {
        Ode<State, Spring> ode = PENDULUM.tolerance(1e-7, 1e-9);
        Fn1<Spring, Tensor> steps = p -> {
            Solution<State> s = ode.everyStep(200).solve(HERE.y, HERE.t0, HERE.t1, p);
            Tensor made = s.steps().t().isNaN().not();
            Tensor each = made.unsqueeze(1).select(s.steps().y().position, 0);
            return each.square().sum();
        };
        Fn1<Spring, Tensor> dense = p -> ode.dense(200)
                .solve(HERE.y, HERE.t0, HERE.t1, p)
                .dense()
                .at(1.2345)
                .position
                .square()
                .sum();
        for (Fn1<Spring, Tensor> f : List.of(steps, dense)) {
            Spring gradient = jit(grad(f)).apply(HERE.spring);
            double forwards = jvp(f, HERE.spring, ALONG.spring).tangent().item();
            double backwards =
                    gradient.stiffness.mul(ALONG.spring.stiffness).sum().item()
                            + gradient.damping.mul(ALONG.spring.damping).item();
            assertThat(backwards).isCloseTo(forwards, within(1e-11 * (1 + Math.abs(forwards))));
            assertThat(forwards).isNotZero();
        }
    }

    @Test
    void backwardsInTimeToo() {
        Fn1<Tensor, Tensor> f = p -> Ode.of((Tensor t, Tensor y, Tensor q) -> y.mul(q))
                .tolerance(1e-11, 1e-12)
                .saveAt(1, -1)
                .solve(Tensor.scalar(1), 2, -1, p)
                .saved()
                .sum();
        // e^(p (1 - 2)) + e^(p (-1 - 2))
        assertThat(grad(f).apply(scalar(0.3)).item()).isCloseTo(-Math.exp(-0.3) - 3 * Math.exp(-0.9), within(1e-9));
    }

    @Test
    void aFailedSolutionHasNoGradient() {
        // y' = y^2 from 1 is infinite at 1.
        Ode<Tensor, Tensor> blowUp =
                Ode.of((Tensor t, Tensor y, Tensor p) -> y.square().mul(p));
        Fn1<Tensor, Tensor> f = p -> blowUp.solve(Tensor.scalar(1), 0, 2, p).y();
        assertThat(f.apply(scalar(1)).item()).isNaN();
        assertThat(grad(f).apply(scalar(1)).item()).isNaN();
    }
}
