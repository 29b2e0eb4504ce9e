package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static dev.costate.Tensor.scalar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.numerics.ode.Event.Crossing;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.numerics.ode.implicit.KennedyCarpenter4;
import dev.costate.numerics.ode.implicit.Radau5;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Reverse mode through the times and states of events, held to closed forms, to forward mode and to
/// differences.
class EventGradientTest {
    /// A ball dropped from a height, that keeps a part of its velocity when it hits the ground.
    private record Ball(Tensor height, Tensor gravity, Tensor kept) {}

    private record Motion(Tensor x, Tensor v) {}

    private record Flight(Tensor t, Motion m) {}

    private static final Ball BALL = new Ball(scalar(2), scalar(9.81), scalar(0.8));

    private static final Ode<Motion, Tensor> GROUND = Ode.of(
                    (Tensor t, Motion m, Tensor g) -> new Motion(m.v(), g.neg()))
            .tolerance(1e-10, 1e-12)
            .event(Event.terminal((t, m, g) -> m.x(), Crossing.FALLING));

    static List<Gradient> ways() {
        return List.of(
                Gradient.USUAL,
                new Gradient.Checkpointed(2),
                Backsolve.of(1e-11, 1e-13),
                Backsolve.of(1e-11, 1e-13).interpolated(200));
    }

    /// Time and velocity of the `k`-th impact.
    private static Flight impact(Ball b, int k, Gradient way) {
        Flight up = scan(
                (Flight f) -> {
                    Solution<Motion> s = GROUND.gradient(way).solve(f.m, f.t, scalar(100), b.gravity);
                    return new Flight(
                            s.t(),
                            new Motion(s.y().x().mul(0), s.y().v().mul(b.kept).neg()));
                },
                new Flight(scalar(0), new Motion(b.height, scalar(0))),
                k);
        return new Flight(up.t, new Motion(up.m.x, up.m.v.div(b.kept).neg()));
    }

    /// `t_k = sqrt(2 h / g) (1 + 2 (e + ... + e^(k-1)))`, `v_k = -sqrt(2 g h) e^(k-1)`.
    @ParameterizedTest
    @MethodSource("ways")
    void aBallBounces(Gradient way) {
        for (int k : new int[] {1, 2, 5}) {
            Fn1<Ball, Tensor> time = b -> impact(b, k, way).t;
            Fn1<Ball, Tensor> velocity = b -> impact(b, k, way).m.v;
            Fn1<Ball, Tensor> exactTime = b -> {
                Tensor sum = scalar(1);
                for (int i = 1; i < k; i++) {
                    sum = sum.add(b.kept.pow(i).mul(2));
                }
                return b.height.mul(2).div(b.gravity).sqrt().mul(sum);
            };
            Fn1<Ball, Tensor> exactVelocity = b ->
                    b.height.mul(b.gravity).mul(2).sqrt().mul(b.kept.pow(k - 1)).neg();
            close(time.apply(BALL), exactTime.apply(BALL), 1e-11);
            close(velocity.apply(BALL), exactVelocity.apply(BALL), 1e-10);
            for (boolean compiled : new boolean[] {false, true}) {
                Ball ofTime = (compiled ? jit(grad(time)) : grad(time)).apply(BALL);
                Ball ofVelocity = (compiled ? jit(grad(velocity)) : grad(velocity)).apply(BALL);
                close(ofTime, grad(exactTime).apply(BALL), 1e-9);
                close(ofVelocity, grad(exactVelocity).apply(BALL), 1e-9);
            }
        }
    }

    private static void close(Tensor found, Tensor expected, double tolerance) {
        assertThat(found.item()).isCloseTo(expected.item(), within(tolerance * (1 + Math.abs(expected.item()))));
    }

    private static void close(Ball found, Ball expected, double tolerance) {
        close(found.height, expected.height, tolerance);
        close(found.gravity, expected.gravity, tolerance);
        close(found.kept, expected.kept, tolerance);
    }

    /// `t = sqrt(2 h / g)`, of which the second derivative by `h` is `-t / (4 h^2)` and the third `3 t / (8
    /// h^3)`.
    @Test
    void higherDerivativesOfATime() {
        double h = 2;
        double t = Math.sqrt(2 * h / 9.81);
        Fn1<Tensor, Tensor> time = x -> impact(new Ball(x, BALL.gravity, BALL.kept), 1, Gradient.USUAL).t;
        Fn1<Tensor, Tensor> slope = x -> jvp(time, x, scalar(1)).tangent();
        Fn1<Tensor, Tensor> bend = x -> jvp(slope, x, scalar(1)).tangent();
        assertThat(hvp(time, scalar(h), scalar(1)).item()).isCloseTo(-t / (4 * h * h), within(1e-11));
        assertThat(bend.apply(scalar(h)).item()).isCloseTo(-t / (4 * h * h), within(1e-11));
        assertThat(jvp(bend, scalar(h), scalar(1)).tangent().item()).isCloseTo(3 * t / (8 * h * h * h), within(1e-10));
    }

    /// A driven pendulum with events of all kinds: what the losses look at is given by a record of all of it.
    record At(Tensor y, Tensor t0, Tensor t1, Tensor times, Tensor stiffness, Tensor level) {}

    private static final At HERE = new At(
            Tensor.of(1, -0.3, 0.5), scalar(0.1), scalar(6), Tensor.of(0.1, 0.7, 1.9), scalar(3), Tensor.of(0.2, 1.1));
    private static final At ALONG = new At(
            Tensor.of(0.3, -1, 2),
            scalar(-0.7),
            scalar(0.6),
            Tensor.of(-0.7, 1, -1),
            scalar(0.5),
            Tensor.of(0.8, -0.4));

    private static Ode<Tensor, At> pendulum(boolean terminal) {
        Ode<Tensor, At> ode = Ode.of((Tensor t, Tensor y, At p) -> dev.costate.ops.Layout.stack(
                        List.of(
                                y.get(1),
                                y.get(0)
                                        .sin()
                                        .mul(p.stiffness)
                                        .neg()
                                        .sub(y.get(1).mul(0.1))
                                        .add(t.cos()),
                                y.get(0).mul(y.get(1)).sub(y.get(2).mul(0.5))),
                        0))
                .tolerance(1e-8, 1e-10)
                .event(Event.recorded((t, y, p) -> y.get(0).sub(p.level.get(0)), Crossing.ANY, 3))
                .event(Event.recorded(
                        (t, y, p) -> y.get(1).sub(t.mul(p.level.get(1)).sin()), Crossing.RISING, 2));
        Event.Function<Tensor, At> third = (t, y, p) -> y.get(1)
                .add(y.get(2).mul(p.level.get(1)))
                .sub(t.mul(p.stiffness).mul(0.03));
        return terminal ? ode.event(new Event<>(third, Crossing.FALLING, 2, true)) : ode;
    }

    private static Tensor finite(Tensor x) {
        return x.isNaN().not().select(x, 0);
    }

    private static Fn1<At, Tensor> loss(Ode<Tensor, At> ode) {
        return at -> {
            Solution<Tensor> s = ode.saveAt(at.times).solve(at.y, at.t0, at.t1, at);
            Tensor sum = s.y().square()
                    .sum()
                    .add(s.t().mul(0.7))
                    .add(finite(s.saved()).square().sum());
            double weight = 1;
            for (Occurrences<Tensor> e : s.events()) {
                weight += 0.6;
                sum = sum.add(finite(e.t()).square().sum().mul(weight))
                        .add(finite(e.y()).sin().sum().mul(weight));
            }
            Tensor ends = finite(s.steps().y())
                    .square()
                    .sum()
                    .add(finite(s.steps().t()).sum());
            return sum.add(ends.mul(0.1));
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

    static List<Ode<Tensor, At>> solvers() {
        Ode<Tensor, At> ends = pendulum(true);
        return List.of(
                ends,
                pendulum(false),
                // where steps end depends on the rounding of error estimates: 1e-8 is too near to it
                ends.tolerance(1e-6, 1e-8).everyStep(300),
                ends.gradient(new Gradient.Checkpointed(3)),
                ends.method(new Tsitouras5()),
                ends.method(new DormandPrince8()),
                ends.method(new RungeKutta4()).steps(200),
                ends.method(new KennedyCarpenter4()),
                ends.method(new Radau5()));
    }

    @ParameterizedTest
    @MethodSource("solvers")
    void reverseModeIsTheTransposeOfForwardMode(Ode<Tensor, At> ode) {
        Fn1<At, Tensor> f = loss(ode);
        double forwards = jvp(f, HERE, ALONG).tangent().item();
        assertThat(dot(grad(f).apply(HERE), ALONG)).isCloseTo(forwards, within(1e-10 * (1 + Math.abs(forwards))));
        assertThat(dot(jit(grad(f)).apply(HERE), ALONG)).isCloseTo(forwards, within(1e-10 * (1 + Math.abs(forwards))));
    }

    @Test
    void theEventsOfThePendulumAreWhatTheTestsThinkTheyAre() {
        Solution<Tensor> s = pendulum(true).solve(HERE.y, HERE.t0, HERE.t1, HERE);
        assertThat(s.events().stream().map(e -> e.count().itemLong())).containsExactly(1L, 1L, 2L);
        assertThat(s.t().item())
                .isLessThan(6)
                .isEqualTo(s.events().get(2).t().get(1).item());
        assertThat(pendulum(false).solve(HERE.y, HERE.t0, HERE.t1, HERE).t().item())
                .isEqualTo(6);
    }

    /// Which steps are made changes the value by the method's error, so the tolerance is tight.
    @Test
    void itIsTheSlopeOfDifferences() {
        for (boolean terminal : new boolean[] {false, true}) {
            Ode<Tensor, At> tight = pendulum(terminal).tolerance(1e-12, 1e-13).method(new DormandPrince8());
            Fn1<At, Tensor> f = jit(loss(tight));
            // the first time is saved at the beginning itself, and moves with it
            double h = 1e-3;
            double[] values = new double[4];
            double[] places = {-h, h, -h / 2, h / 2};
            for (int i = 0; i < 4; i++) {
                double place = places[i];
                values[i] = f.apply(Tree.map(HERE, ALONG, (x, dx) -> x.add(dx.mul(place))))
                        .item();
            }
            double wide = (values[1] - values[0]) / (2 * h);
            double narrow = (values[3] - values[2]) / h;
            double richardson = (4 * narrow - wide) / 3;
            assertThat(dot(jit(grad(loss(tight))).apply(HERE), ALONG)).isCloseTo(richardson, within(1e-6));
            Ode<Tensor, At> continuous = tight.gradient(Backsolve.of(1e-11, 1e-12));
            assertThat(dot(jit(grad(loss(continuous))).apply(HERE), ALONG)).isCloseTo(richardson, within(1e-6));
        }
    }

    /// An event may lie exactly at the end of a step, and at a time that is saved: it moves on its own.
    @Test
    void anEventAtTheEndOfAStep() {
        // y' = y: y(t) moves with t as y does
        Ode<Tensor, Tensor> ode = Ode.of((Tensor t, Tensor y, Tensor p) -> y)
                .method(new RungeKutta4())
                .steps(32)
                .saveAt(0.5)
                .event(Event.recorded((t, y, p) -> t.sub(p), Crossing.RISING, 1));
        Ode<Tensor, Tensor> ending = Ode.of((Tensor t, Tensor y, Tensor p) -> y)
                .method(new RungeKutta4())
                .steps(32)
                .event(Event.terminal((t, y, p) -> t.sub(p), Crossing.RISING));
        Fn1<Tensor, Tensor> event =
                p -> ode.solve(scalar(1), 0, 1, p).events().getFirst().y().sum();
        Fn1<Tensor, Tensor> saved = p -> ode.solve(scalar(1), 0, 1, p).saved().sum();
        Fn1<Tensor, Tensor> time =
                p -> ode.solve(scalar(1), 0, 1, p).events().getFirst().t().sum();
        Fn1<Tensor, Tensor> last = p -> ending.solve(scalar(1), 0, 1, p).y();
        Tensor half = scalar(0.5);
        double slope = Math.exp(0.5);
        for (Fn1<Fn1<Tensor, Tensor>, Tensor> derivative : List.<Fn1<Fn1<Tensor, Tensor>, Tensor>>of(
                f -> grad(f).apply(half), f -> jvp(f, half, scalar(1)).tangent())) {
            // the slope of the dense output at the end of a step is right to the method's order less one
            assertThat(derivative.apply(event).item()).isCloseTo(slope, within(1e-4));
            assertThat(derivative.apply(last).item()).isCloseTo(slope, within(1e-4));
            assertThat(derivative.apply(time).item()).isCloseTo(1, within(1e-14));
            assertThat(derivative.apply(saved).item()).isZero();
        }
    }

    /// A terminal event that does not happen leaves all as if it were not looked for.
    @Test
    void anEventThatDoesNotHappen() {
        for (Gradient way : ways()) {
            Ode<Motion, Tensor> fall =
                    Ode.of(GROUND.field()).control(GROUND.control()).gradient(way);
            Fn1<Ball, Tensor> with = b -> GROUND.gradient(way)
                    .solve(new Motion(b.height, scalar(0)), scalar(0), b.kept.mul(0.1), b.gravity)
                    .y()
                    .x();
            Fn1<Ball, Tensor> without =
                    b -> fall.solve(new Motion(b.height, scalar(0)), scalar(0), b.kept.mul(0.1), b.gravity)
                            .y()
                            .x();
            close(grad(with).apply(BALL), grad(without).apply(BALL), 1e-12);
        }
    }

    /// Members each have their own: some end by the event, others at the end.
    @ParameterizedTest
    @MethodSource("ways")
    void membersEndOnTheirOwn(Gradient way) {
        Fn1<Tensor, Tensor> f = h -> {
            Solution<Motion> s = GROUND.gradient(way).solve(new Motion(h, scalar(0)), 0, 1, BALL.gravity);
            return s.t().add(s.y().v());
        };
        Tensor heights = Tensor.of(0.5, 2, 8, 4);
        Tensor all = jit(vmap(grad(f))).apply(heights);
        for (int i = 0; i < 4; i++) {
            double h = heights.get(i).item();
            double t = Math.sqrt(2 * h / 9.81);
            // t - g t falls by the derivative of t; at the end nothing depends on the height
            double expected = t < 1 ? (1 - 9.81) * t / (2 * h) : 0;
            assertThat(all.get(i).item()).isCloseTo(expected, within(1e-9));
            assertThat(all.get(i).item())
                    .isEqualTo(jit(grad(f)).apply(heights.get(i)).item());
        }
    }

    @Test
    void whatAnEventClosesOverIsAParameter() {
        for (Gradient way : ways()) {
            Ode<Motion, Tensor> fall =
                    Ode.of(GROUND.field()).control(GROUND.control()).gradient(way);
            Fn1<Tensor, Tensor> explicit =
                    level -> Ode.of((Tensor t, Motion m, Tensor p) -> new Motion(m.v(), scalar(-9.81)))
                            .control(GROUND.control())
                            .gradient(way)
                            .event(Event.terminal((t, m, p) -> m.x().sub(p), Crossing.FALLING))
                            .solve(new Motion(scalar(2), scalar(0)), 0, 10, level)
                            .t();
            Fn1<Tensor, Tensor> closing =
                    level -> fall.event(Event.terminal((t, m, g) -> m.x().sub(level), Crossing.FALLING))
                            .solve(new Motion(scalar(2), scalar(0)), 0, 10, BALL.gravity)
                            .t();
            Tensor level = scalar(0.5);
            assertThat(grad(closing).apply(level).item())
                    .isCloseTo(grad(explicit).apply(level).item(), within(1e-13));
            // t = sqrt(2 (2 - level) / g)
            assertThat(grad(closing).apply(level).item()).isCloseTo(-1 / Math.sqrt(2 * 1.5 * 9.81), within(1e-10));
        }
    }

    @Test
    void singlePrecisionStates() {
        Fn1<Tensor, Tensor> time = h -> Ode.of((Tensor t, Motion m, Tensor g) -> new Motion(m.v(), g.neg()))
                .tolerance(1e-5, 1e-6)
                .event(Event.terminal((t, m, g) -> m.x(), Crossing.FALLING))
                .solve(new Motion(h, Tensor.scalar(DType.FLOAT32, 0)), 0, 10, Tensor.scalar(DType.FLOAT32, 9.81))
                .t();
        Tensor slope = jit(grad(time)).apply(Tensor.scalar(DType.FLOAT32, 2));
        assertThat(slope.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(slope.item()).isCloseTo(1 / Math.sqrt(4 * 9.81), within(1e-6));
    }

    /// Where the function of one event has no derivative, those of others are not spoilt by it.
    @Test
    void eventsDoNotSpoilEachOther() {
        Ode<Motion, Tensor> ode =
                GROUND.event(Event.recorded((t, m, g) -> m.x().abs().sqrt().sub(10), Crossing.RISING, 1));
        Fn1<Tensor, Tensor> time =
                h -> ode.solve(new Motion(h, scalar(0)), 0, 10, BALL.gravity).t();
        assertThat(grad(time).apply(scalar(2)).item()).isCloseTo(1 / Math.sqrt(4 * 9.81), within(1e-10));
        assertThat(jit(vmap(grad(time))).apply(Tensor.of(2.0, 3.0)).get(0).item())
                .isCloseTo(1 / Math.sqrt(4 * 9.81), within(1e-10));
    }

    /// Steps as a scan find the same events, with the same derivatives.
    @Test
    void storedStepsHaveEventsToo() {
        for (boolean terminal : new boolean[] {false, true}) {
            Ode<Tensor, At> equal =
                    pendulum(terminal).method(new RungeKutta4()).steps(200).everyStep(210);
            Ode<Tensor, At> stored = equal.gradient(new Gradient.Stored(0));
            List<Tensor> expected = Tree.leaves(jit(solution(equal)).apply(HERE));
            List<Tensor> found = Tree.leaves(jit(solution(stored)).apply(HERE));
            for (int i = 0; i < found.size(); i++) {
                assertThat(found.get(i).shape()).isEqualTo(expected.get(i).shape());
                Tensor a = found.get(i).to(DType.FLOAT64);
                Tensor b = expected.get(i).to(DType.FLOAT64);
                assertThat(a.isNaN().eq(b.isNaN()).all().itemBoolean())
                        .as("leaf %s", i)
                        .isTrue();
                assertThat(finite(a).allClose(finite(b), 1e-12, 1e-12))
                        .as("leaf %s", i)
                        .isTrue();
            }
            At slope = jit(grad(loss(equal))).apply(HERE);
            for (boolean compiled : new boolean[] {false, true}) {
                Fn1<At, At> gradient = grad(loss(stored));
                At back = (compiled ? jit(gradient) : gradient).apply(HERE);
                for (int i = 0; i < 6; i++) {
                    assertThat(Tree.leaves(back)
                                    .get(i)
                                    .allClose(Tree.leaves(slope).get(i), 1e-10, 1e-10))
                            .as("leaf %s of %s", i, back)
                            .isTrue();
                }
            }
        }
    }

    private static Fn1<At, Solution<Tensor>> solution(Ode<Tensor, At> ode) {
        return at -> ode.saveAt(at.times).solve(at.y, at.t0, at.t1, at);
    }

    @Test
    void reverseOverReverseThroughStoredEvents() {
        double h = 2;
        double t = Math.sqrt(2 * h / 9.81);
        Fn1<Tensor, Tensor> time = x -> Ode.of(GROUND.field())
                .event(GROUND.events().getFirst())
                .method(new RungeKutta4())
                .steps(20)
                .gradient(new Gradient.Stored(0))
                .solve(new Motion(x, scalar(0)), 0, 1, BALL.gravity)
                .t();
        assertThat(time.apply(scalar(h)).item()).isCloseTo(t, within(1e-14));
        assertThat(grad(time).apply(scalar(h)).item()).isCloseTo(t / (2 * h), within(1e-13));
        assertThat(grad(grad(time)).apply(scalar(h)).item()).isCloseTo(-t / (4 * h * h), within(1e-12));
        assertThat(jit(grad(grad(time))).apply(scalar(h)).item()).isCloseTo(-t / (4 * h * h), within(1e-12));
    }
}
