package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The Crank-Nicolson scheme for the free Schroedinger equation of `seeds/3-questions-and-answers.txt`: 200 steps to
/// `t = 20` on 1,201 points from -100 to 100, each a tridiagonal system by Thomas's algorithm.
///
/// With `g = dt / (4 dx^2)` a step solves `(1 + 2ig) u_n - ig (u_{n-1} + u_{n+1})` = the same of the old `u` with `-g`,
/// where the old `u` is 0 at both ends; the corners of the matrix are `1 + ig`. The pivots do not change from step to
/// step and are computed once.
public record Tridiagonal() implements Workload {
    /// What elimination needs of the matrix.
    ///
    /// @param inverse `1 / (b_n - a c'_{n-1})`
    /// @param upper `c'_n = c / (b_n - a c'_{n-1})`
    record Pivots(Complex inverse, Complex upper) {}

    /// An equation of a bidiagonal system.
    ///
    /// @param value its right side
    /// @param factor from [Pivots]
    record Row(Complex value, Complex factor) {}

    @Override
    public String name() {
        return "tridiagonal";
    }

    @Override
    public String about() {
        return "Crank-Nicolson, 200 steps of 1,201 complex points, f64";
    }

    @Override
    public Data data(Scale scale) {
        return data(1200, scale == Scale.FULL ? 200 : 3);
    }

    private static Data data(int intervals, int steps) {
        var dx = 200.0 / intervals;
        var dt = 0.1;
        var u = new double[intervals + 1];
        var norm = 0.0;
        for (var n = 0; n <= intervals; n++) {
            var x = -100 + n * dx;
            u[n] = Math.exp(-x * x / 2);
            norm += dx * u[n] * u[n];
        }
        var start = Tensor.of(u).div(Math.sqrt(norm));
        return Data.NONE
                .with("steps", steps)
                .with("g", dt / (4 * dx * dx))
                .with("re", start)
                .with("im", Creation.zerosLike(start));
    }

    @Override
    public Program program(Data data) {
        var steps = data.count("steps");
        var g = data.number("g");
        var evolve = jit((Complex start) -> {
            var pivots = pivots(g, start.re().size());
            return scan((Complex u) -> step(u, pivots, g), start, steps);
        });
        var start = Complex.of(data.tensor("re"), data.tensor("im"));
        return () -> {
            var end = evolve.apply(start);
            return Map.of("re", end.re(), "im", end.im());
        };
    }

    private static Pivots pivots(double g, int points) {
        var diagonal = new double[points];
        Arrays.fill(diagonal, 2 * g);
        diagonal[0] = g;
        diagonal[points - 1] = g;
        var b = Complex.of(Creation.onesLike(Tensor.of(diagonal)), Tensor.of(diagonal));
        return scan(
                        (Complex upper, Complex pivot) -> {
                            var inverse = pivot.add(upper.timesI().mul(g)).reciprocal();
                            var next = inverse.timesI().mul(-g);
                            return new Step<>(next, new Pivots(inverse, next));
                        },
                        Complex.of(0, 0),
                        b)
                .out();
    }

    private static Complex step(Complex u, Pivots pivots, double g) {
        var points = u.shape().dim(0);
        var inside = inside(points);
        var old = u.mul(inside);
        var right = old.add(sumOfNeighbours(old).sub(old.mul(2)).timesI().mul(g));
        var nothing = Complex.of(0, 0);
        var eliminated = scan(
                        (Complex before, Row row) -> {
                            var value = row.value().add(before.timesI().mul(g)).mul(row.factor());
                            return new Step<>(value, value);
                        },
                        nothing,
                        new Row(right, pivots.inverse()))
                .out();
        return scanReverse(
                        (Complex after, Row row) -> {
                            var value = row.value().sub(row.factor().mul(after));
                            return new Step<>(value, value);
                        },
                        nothing,
                        new Row(eliminated, pivots.upper()))
                .out();
    }

    /// 1 inside, 0 at both ends.
    private static Tensor inside(int points) {
        return Layout.pad(Creation.ones(DType.FLOAT64, Shape.of(points - 2)), new int[] {1}, new int[] {1});
    }

    /// `u_{n-1} + u_{n+1}`, beyond the ends 0.
    private static Complex sumOfNeighbours(Complex u) {
        return Tree.map(u, part -> {
            var wide = Layout.pad(part, new int[] {1}, new int[] {1});
            return wide.get(":-2").add(wide.get("2:"));
        });
    }

    @Override
    public Figure figure(Data data) {
        return Figure.milliseconds();
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(1e-10, 0, "float64 rounding through 200 steps");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.SCIPY, Peer.DOCUMENT, Peer.JAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(3, Peer.SCIPY), Goal.times(300, Peer.DOCUMENT));
    }
}
