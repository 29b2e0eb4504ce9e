package dev.costate.studies.magnetosphere;

import dev.costate.Tensor;
import dev.costate.ops.Layout;

/// How noisy a curve is: the root mean square of what is left when the mean over a quarter of a radius is
/// taken off.
final class Ripple {
    static final double FROM = 7;
    static final double TO = 98;
    private static final double WINDOW = 0.25;

    private Ripple() {}

    /// Of values at the grid's points, between 7 and 98 radii.
    static double of(Grid grid, Tensor y) {
        int half = (int) Math.round(WINDOW / 2 / grid.step());
        int first = index(grid, FROM);
        int last = index(grid, TO);
        Tensor sums = y.cumSum(0);
        Tensor mean = Layout.slice(sums, 0, first + half, last + half)
                .sub(Layout.slice(sums, 0, first - half - 1, last - half - 1))
                .div(2 * half + 1);
        return Math.sqrt(
                Layout.slice(y, 0, first, last).sub(mean).square().mean().item());
    }

    private static int index(Grid grid, double x) {
        return (int) Math.round((x - Grid.FROM) / grid.step());
    }
}
