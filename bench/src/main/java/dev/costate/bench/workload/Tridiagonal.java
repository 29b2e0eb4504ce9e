package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.Tridiagonals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The Crank-Nicolson scheme for the free Schroedinger equation of `seeds/3-questions-and-answers.txt`: 200 steps to
/// `t = 20` on 1,201 points from -100 to 100, each a tridiagonal system.
///
/// With `g = dt / (4 dx^2)` a step solves `(1 + 2ig) u_n - ig (u_{n-1} + u_{n+1})` = the same of the old `u` with `-g`,
/// where the old `u` is 0 at both ends; the corners of the matrix are `1 + ig`. The matrix is the same in all steps, so
/// that the compiled loop factors it once.
public record Tridiagonal() implements Workload {
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
            var points = start.re().size();
            var beside = Complex.of(
                    Creation.full(DType.FLOAT64, Shape.of(points - 1), 0),
                    Creation.full(DType.FLOAT64, Shape.of(points - 1), -g));
            var diagonal = diagonal(g, points);
            return scan((Complex u) -> Tridiagonals.solve(beside, diagonal, beside, explicit(u, g)), start, steps);
        });
        var start = Complex.of(data.tensor("re"), data.tensor("im"));
        return () -> {
            var end = evolve.apply(start);
            return Map.of("re", end.re(), "im", end.im());
        };
    }

    private static Complex diagonal(double g, int points) {
        var im = new double[points];
        Arrays.fill(im, 2 * g);
        im[0] = g;
        im[points - 1] = g;
        var diagonal = Tensor.of(im);
        return Complex.of(Creation.onesLike(diagonal), diagonal);
    }

    /// `(1 - 2ig) u + ig (u_{n-1} + u_{n+1})`, where both ends of `u` count as 0.
    private static Complex explicit(Complex u, double g) {
        var inner = u.get("1:-1");
        var old = Tree.map(inner, part -> shifted(part, 1));
        var neighbours = Tree.map(inner, part -> shifted(part, 0).add(shifted(part, 2)));
        return old.add(neighbours.sub(old.mul(2)).timesI().mul(g));
    }

    /// `x` behind so many zeros, and zeros for the rest of two.
    private static Tensor shifted(Tensor x, int by) {
        return Layout.pad(x, new int[] {by}, new int[] {2 - by});
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
