package dev.costate.studies.reluclassifier;

/// The boundary between the classes, in closed form.
///
/// The hidden units add up to `s(x) = max(|x1| - 1, 0) + max(|x2| - 1, 0)`, the way from `x` to the square
/// `[-1, 1]^2` along the axes. The classes are equal where `s = 1`: on an octagon, inside of which `|x1| <= 2`,
/// `|x2| <= 2` and `|x1| + |x2| <= 3`.
final class Octagon {
    /// A square of side 2, four strips of 2 by 1 beside it and four halves of a unit square at its corners.
    static final double AREA = 4 + 4 * 2 + 4 * 0.5;

    /// Four sides of length 2, and four diagonals of unit squares.
    static final double PERIMETER = 4 * 2 + 4 * Math.sqrt(2);

    private static final double[][] CORNERS = {{2, 1}, {1, 2}, {-1, 2}, {-2, 1}, {-2, -1}, {-1, -2}, {1, -2}, {2, -1}};

    private Octagon() {}

    /// The corners of the line `s(x) = s`, counter-clockwise; the boundary is that of 1.
    static double[][] level(double s) {
        var corners = new double[CORNERS.length][2];
        for (int i = 0; i < corners.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                double from = CORNERS[i][axis];
                corners[i][axis] = Math.abs(from) == 1 ? from : Math.signum(from) * (1 + s);
            }
        }
        return corners;
    }

    /// `s(x)`.
    static double distance(double x1, double x2) {
        return Math.max(Math.abs(x1) - 1, 0) + Math.max(Math.abs(x2) - 1, 0);
    }

    /// How far the boundary is from the origin in a direction.
    static double radius(double angle) {
        double a = Math.abs(Math.cos(angle));
        double b = Math.abs(Math.sin(angle));
        return Math.min(2 / Math.max(a, b), 3 / (a + b));
    }
}
