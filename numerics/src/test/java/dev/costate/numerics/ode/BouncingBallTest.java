package dev.costate.numerics.ode;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jacobianForward;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.numerics.EveryRule.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.LinearAlgebra;
import dev.costate.random.Key;
import dev.costate.random.Random;
import org.junit.jupiter.api.Test;

/// A ball that is dropped from 2 and keeps a part of its velocity whenever it hits the ground: what is known of
/// that part and of gravity from its height at some times.
class BouncingBallTest {
    private record Motion(Tensor x, Tensor v) {}

    private record Flight(Tensor t, Motion m) {}

    private static final double HEIGHT = 2;
    private static final int FLIGHTS = 5;
    private static final Tensor TIMES = Creation.linspace(DType.FLOAT64, 0.05, 2.9, 40);

    /// The part that is kept, and gravity.
    private static final Tensor TRUTH = Tensor.of(0.8, 9.81);

    /// The heights at [#TIMES], flight by flight: each begins where an event ended the one before.
    private static Tensor heights(Tensor p) {
        Tensor e = p.get(0);
        Ode<Motion, Tensor> ground = Ode.of((Tensor t, Motion m, Tensor g) -> new Motion(m.v, g.neg()))
                .event(Event.terminal((t, m, g) -> m.x, Event.Crossing.FALLING))
                .dense(20);
        Tensor all = scanSteps(
                        (Flight f) -> {
                            Solution<Motion> s = ground.solve(f.m, f.t, Tensor.scalar(100), p.get(1));
                            Tensor within = TIMES.ge(f.t).and(TIMES.lt(s.t()));
                            Tensor inside = TIMES.maximum(f.t).minimum(s.t());
                            Tensor x = within.select(s.dense().at(inside).x, 0);
                            Motion up =
                                    new Motion(Tensor.scalar(0), s.y().v.mul(e).neg());
                            return new Step<>(new Flight(s.t(), up), x);
                        },
                        new Flight(Tensor.scalar(0), new Motion(Tensor.scalar(HEIGHT), Tensor.scalar(0))),
                        FLIGHTS)
                .out();
        return all.sum(0);
    }

    /// The same by the formula of each flight.
    private static double exact(double t, double e, double g) {
        double start = 0;
        double v = 0;
        double h = HEIGHT;
        for (; ; ) {
            double length = (v + Math.sqrt(v * v + 2 * g * h)) / g;
            if (t < start + length) {
                return h + v * (t - start) - g / 2 * (t - start) * (t - start);
            }
            v = e * (g * length - v);
            start += length;
            h = 0;
        }
    }

    private static double[] exact(double e, double g) {
        double[] x = TIMES.toDoubles();
        for (int i = 0; i < x.length; i++) {
            x[i] = exact(x[i], e, g);
        }
        return x;
    }

    @Test
    void heightsAreTheFormulas() {
        near(jit(BouncingBallTest::heights).apply(TRUTH), exact(0.8, 9.81), 1e-9);
    }

    /// Forward, and reverse through events, dense output and the loop around them, against differences of the
    /// formula.
    @Test
    void gradientsGoThroughTheBounces() {
        Tensor weights = TIMES.mul(3).sin();
        Tensor forward = jit(jacobianForward(BouncingBallTest::heights)).apply(TRUTH);
        Tensor reverse = jit(grad((Tensor p) -> heights(p).mul(weights).sum())).apply(TRUTH);
        double h = 1e-6;
        Tensor byPart = Tensor.of(exact(0.8 + h, 9.81))
                .sub(Tensor.of(exact(0.8 - h, 9.81)))
                .div(2 * h);
        Tensor byGravity = Tensor.of(exact(0.8, 9.81 + h))
                .sub(Tensor.of(exact(0.8, 9.81 - h)))
                .div(2 * h);
        near(forward.get(":, 0"), byPart, 1e-7);
        near(forward.get(":, 1"), byGravity, 1e-7);
        near(reverse, weights.matmul(forward), 1e-10);
    }

    /// From a wrong guess and noisy heights Gauss's method comes to within three standard deviations of the
    /// truth, and the gradient of the squares is 0 there.
    @Test
    void itsConstantsAreFoundFromNoisyHeights() {
        double noise = 0.01;
        Tensor seen = Tensor.of(exact(0.8, 9.81))
                .add(Random.normal(Key.of(7), 40).to(DType.FLOAT64).mul(noise));
        Fn1<Tensor, Tensor> residual = p -> heights(p).sub(seen);
        var slopes = jit(jacobianForward(residual));
        var values = jit(residual);
        Tensor p = Tensor.of(0.75, 9.5);
        for (int i = 0; i < 12; i++) {
            Tensor j = slopes.apply(p);
            p = p.sub(LinearAlgebra.solve(j.transpose().matmul(j), j.transpose().matmul(values.apply(p))));
        }
        Tensor j = slopes.apply(p);
        Tensor covariance = LinearAlgebra.inverse(j.transpose().matmul(j)).mul(noise * noise);
        for (int i = 0; i < 2; i++) {
            double deviation = Math.sqrt(covariance.get(i, i).item());
            assertThat(deviation).isLessThan(0.05);
            assertThat(p.get(i).item()).isCloseTo(TRUTH.get(i).item(), within(3 * deviation));
        }
        Tensor gradient =
                jit(grad((Tensor q) -> residual.apply(q).square().sum())).apply(p);
        near(gradient, Tensor.of(0.0, 0.0), 1e-8);
    }
}
