package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// What the problems of these tests are written with.
final class Vectors {
    private Vectors() {}

    /// A vector of scalars.
    static Tensor vector(Tensor... scalars) {
        return Layout.stack(List.of(scalars), 0);
    }

    /// Evenly spaced points from end to end.
    static Tensor mesh(double from, double to, int points) {
        return Creation.linspace(DType.FLOAT64, from, to, points);
    }

    /// The largest difference of a component from a function, over so many evenly spaced places.
    static double error(Curve<Tensor> curve, int component, java.util.function.DoubleUnaryOperator exact, int places) {
        double[] ends = curve.mesh().toDoubles();
        Tensor x = mesh(ends[0], ends[ends.length - 1], places);
        double[] y = curve.at(x).get(":, " + component).toDoubles();
        double largest = 0;
        for (int i = 0; i < places; i++) {
            largest = Math.max(
                    largest, Math.abs(y[i] - exact.applyAsDouble(x.get(i).item())));
        }
        return largest;
    }
}
