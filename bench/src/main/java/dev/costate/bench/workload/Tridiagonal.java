package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;

import dev.costate.Complex;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// The Crank-Nicolson scheme for the free Schroedinger equation of `seeds/3-questions-and-answers.txt`: 200 steps to
/// `t = 20` on 1,201 points from -100 to 100, each a tridiagonal system by Thomas's algorithm.
///
/// With `g = dt / (4 dx^2)` a step solves `(1 + 2ig) u_n - ig (u_{n-1} + u_{n+1})` = the same of the old `u` with `-g`,
/// where the old `u` is 0 at both ends; the corners of the matrix are `1 + ig`.
///
/// Each recurrence waits for the row before, so elimination goes from both ends to the middle at once, and
/// substitution from the middle to both ends: two chains that do not wait for each other, half as long. The matrix
/// reads the same from both ends, and so one set of pivots serves both; it is computed once for all steps.
public record Tridiagonal() implements Workload {
    /// What elimination needs of the matrix.
    ///
    /// @param inverse `1 / (b_n - a c'_{n-1})` of the rows before the middle one
    /// @param upper `c'_n = c / (b_n - a c'_{n-1})`
    /// @param middle `1 / (b_m - 2 a c'_{m-1})`
    record Pivots(Complex inverse, Complex upper, Complex middle) {}

    /// What there is on the left of the middle, and on the right of it counted from the end.
    record Halves(Complex left, Complex right) {
        /// `f` of both.
        Halves map(Fn1<Complex, Complex> f) {
            return new Halves(f.apply(left), f.apply(right));
        }

        /// `this - factor other`.
        Halves minus(Complex factor, Halves other) {
            return new Halves(left.sub(factor.mul(other.left)), right.sub(factor.mul(other.right)));
        }
    }

    /// The wave function.
    record Wave(Halves halves, Complex middle) {
        static Wave of(Complex u) {
            var middle = u.shape().dim(0) / 2;
            var right = Tree.map(u.get(middle + 1 + ":"), part -> Layout.flip(part, 0));
            return new Wave(new Halves(u.get(":" + middle), right), u.get(middle));
        }

        Complex whole() {
            return Tree.map(
                    halves.left,
                    middle.reshape(1),
                    halves.right,
                    (left, one, right) -> Layout.concat(List.of(left, one, Layout.flip(right, 0)), 0));
        }
    }

    /// An equation of a bidiagonal system in either half.
    ///
    /// @param value its right sides
    /// @param factor from [Pivots]
    record Row(Halves value, Complex factor) {}

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
            return scan((Wave u) -> step(u, pivots, g), Wave.of(start), steps).whole();
        });
        var start = Complex.of(data.tensor("re"), data.tensor("im"));
        return () -> {
            var end = evolve.apply(start);
            return Map.of("re", end.re(), "im", end.im());
        };
    }

    private static Pivots pivots(double g, int points) {
        var diagonal = new double[points / 2];
        Arrays.fill(diagonal, 2 * g);
        diagonal[0] = g;
        var b = Complex.of(Creation.onesLike(Tensor.of(diagonal)), Tensor.of(diagonal));
        var eliminated = scan(
                (Complex upper, Complex pivot) -> {
                    var inverse = pivot.add(upper.timesI().mul(g)).reciprocal();
                    var next = inverse.timesI().mul(-g);
                    return new Step<>(next, new Halves(inverse, next));
                },
                Complex.of(0, 0),
                b);
        var middle = Complex.of(1, 2 * g).add(eliminated.carry().timesI().mul(2 * g));
        return new Pivots(eliminated.out().left(), eliminated.out().right(), middle.reciprocal());
    }

    private static Wave step(Wave u, Pivots pivots, double g) {
        // Both ends count as 0.
        var old = u.halves().map(half -> Tree.map(half, part -> after(part.get("1:"))));
        var rows =
                old.map(half -> explicit(half, neighbours(half, u.middle()), g).mul(pivots.inverse()));
        // c'_n = -ig / pivot, and so the row before comes in with -c'_n.
        var eliminated = scan(
                (Halves before, Row row) -> {
                    var value = row.value().minus(row.factor(), before);
                    return new Step<>(value, value);
                },
                new Halves(Complex.of(0, 0), Complex.of(0, 0)),
                new Row(rows, pivots.upper()));
        var right = explicit(u.middle(), old.left().get(-1).add(old.right().get(-1)), g);
        var last = eliminated.carry();
        var middle = right.add(last.left().add(last.right()).timesI().mul(g)).mul(pivots.middle());
        var solved = scanReverse(
                        (Halves after, Row row) -> {
                            var value = row.value().minus(row.factor(), after);
                            return new Step<>(value, value);
                        },
                        new Halves(middle, middle),
                        new Row(eliminated.out(), pivots.upper()))
                .out();
        return new Wave(solved, middle);
    }

    /// `(1 - 2ig) u + ig neighbours`.
    private static Complex explicit(Complex u, Complex neighbours, double g) {
        return u.add(neighbours.sub(u.mul(2)).timesI().mul(g));
    }

    /// `u_{n-1} + u_{n+1}`, beyond the end 0, behind the last one the middle.
    private static Complex neighbours(Complex u, Complex middle) {
        return Tree.map(u, middle, (part, next) -> {
            var last = part.dim(0) - 1;
            return after(part.get(":" + last)).add(Layout.concat(List.of(part.get("1:"), next.reshape(1)), 0));
        });
    }

    /// `x` behind a 0.
    private static Tensor after(Tensor x) {
        return Layout.pad(x, new int[] {1}, new int[] {0});
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
