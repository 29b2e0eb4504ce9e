package dev.costate.studies.reluclassifier;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/// The inputs that the pictures show: a square grid around the origin.
///
/// @param axis the numbers along either input
/// @param points the pairs `(x1, x2)`, `[rows, columns, 2]`
record Plane(double[] axis, Tensor points) {
    private static final double REACH = 4;

    static Plane of(int grid) {
        Tensor axis = Creation.linspace(DType.FLOAT64, -REACH, REACH, grid);
        Tensor x1 = axis.broadcastTo(grid, grid);
        return new Plane(axis.toDoubles(), Layout.stack(List.of(x1, x1.transpose()), 2));
    }

    /// A function of `x1` and `x2` at each point, `[rows, columns]`, without the net.
    Tensor each(DoubleBinaryOperator f) {
        return Tensor.of(Arrays.stream(axis)
                .mapToObj(x2 ->
                        Arrays.stream(axis).map(x1 -> f.applyAsDouble(x1, x2)).toArray())
                .toArray(double[][]::new));
    }

    /// The side of the square around each point.
    double step() {
        return axis[1] - axis[0];
    }

    /// A map of a value at each point, `[rows, columns]`.
    Plot map(String title, Tensor values, ColourBar bar) {
        return Plot.of(title)
                .x("x1")
                .y("x2")
                .rangeX(-REACH, REACH)
                .rangeY(-REACH, REACH)
                .size(600, 520)
                .heatMap(axis, axis, (double[][]) values.toArray(), bar);
    }

    /// A plot with the line `s(x) = s` on it.
    static Plot outline(Plot plot, double s, Style style) {
        var corners = Octagon.level(s);
        var x = new double[corners.length + 1];
        var y = new double[corners.length + 1];
        for (int i = 0; i < x.length; i++) {
            x[i] = corners[i % corners.length][0];
            y[i] = corners[i % corners.length][1];
        }
        return plot.line("", x, y, style);
    }

    /// How the boundary is drawn.
    static Style boundary() {
        return Style.solid().colour(Colour.WHITE).width(2.4);
    }
}
