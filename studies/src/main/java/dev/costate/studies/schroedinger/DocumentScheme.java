package dev.costate.studies.schroedinger;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;

import dev.costate.Complex;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.pde.Grid;
import dev.costate.ops.Layout;
import dev.costate.ops.Tridiagonals;
import java.util.Arrays;
import java.util.List;

/// The document's matrices, `Al u(t + dt) = Ar u(t)`, with its ends.
///
/// With `g = dt / (4 dx^2)`, `Al` has `1 + 2ig` on the diagonal and `-ig` beside it, `Ar` the same with `-g`.
/// The corners of `Al` and the upper one of `Ar` are those of a wall half an interval outside that reflects,
/// `1 + ig` and `1 - ig`. The lower corner of `Ar` is left as in the middle.
///
/// @param grid the points
/// @param dt the step
/// @param hasSlip whether the lower corner of `Ar` is the document's `1 - 2ig`, or `1 - ig`
/// @param clears whether both ends are set to 0 before each step, as the document does
record DocumentScheme(Grid grid, double dt, boolean hasSlip, boolean clears) {
    /// The states from the start to the end, `[steps + 1, n]`, as the document keeps them: cleared after they
    /// were used, but for the last.
    Complex path(Complex start, int steps) {
        var course = scanSteps(
                (Complex u) -> {
                    Complex kept = clears ? cleared(u) : u;
                    return new Step<>(step(kept), kept);
                },
                start,
                steps);
        return Tree.map(course.out(), course.carry(), (all, last) -> Layout.concat(List.of(all, last.unsqueeze(0)), 0));
    }

    /// The state after so many steps.
    Complex end(Complex start, int steps) {
        return scan((Complex u) -> step(clears ? cleared(u) : u), start, steps);
    }

    private Complex cleared(Complex u) {
        double[] inside = new double[grid.points()];
        Arrays.fill(inside, 1, inside.length - 1, 1);
        return u.mul(Tensor.of(inside));
    }

    private Complex step(Complex u) {
        int n = grid.points();
        double g = dt / (4 * grid.spacing() * grid.spacing());
        Complex beside = Complex.of(new double[n - 1], filled(n - 1, -g));
        Complex left = Complex.of(filled(n, 1), diagonal(g, g, 2 * g));
        Complex right = Complex.of(filled(n, 1), diagonal(-g, hasSlip ? -2 * g : -g, -2 * g));
        Complex b = Tridiagonals.multiply(beside.neg(), right, beside.neg(), u);
        return Tridiagonals.solve(beside, left, beside, b);
    }

    private double[] diagonal(double first, double last, double inside) {
        double[] all = filled(grid.points(), inside);
        all[0] = first;
        all[all.length - 1] = last;
        return all;
    }

    private static double[] filled(int n, double value) {
        double[] all = new double[n];
        Arrays.fill(all, value);
        return all;
    }
}
