package dev.costate.studies.deeplinear;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.Spectra;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.stream.IntStream;

/// A cloud of normal points, of another width along each of eight axes that are none of the coordinates'.
final class Cloud {
    static final int DIMENSIONS = 8;

    private static final int SIZE = 100;
    private static final double WIDEST = 4;
    private static final double NEXT = 0.65;

    /// The points as columns, about their mean and divided by the root of their number, so that `X X^T` is
    /// their covariance: `[8, 100]`.
    static final Tensor POINTS = points();

    /// The principal axes and the variances along them.
    static final Modes MODES = modes();

    private Cloud() {}

    private static Tensor points() {
        var keys = Key.of(1).split();
        var variances = IntStream.range(0, DIMENSIONS)
                .mapToDouble(i -> WIDEST * Math.pow(NEXT, i))
                .toArray();
        var along = Random.normal(keys.first(), DType.FLOAT64, Shape.of(DIMENSIONS, SIZE))
                .mul(Tensor.of(variances).sqrt().unsqueeze(1));
        // a reflection turns the axes
        var w = Random.normal(keys.second(), DType.FLOAT64, Shape.of(DIMENSIONS, 1));
        var reflection = Creation.eye(DType.FLOAT64, DIMENSIONS)
                .sub(w.matmul(w.transpose()).mul(2).div(w.square().sum()));
        var points = reflection.matmul(along);
        return points.sub(points.mean(1).unsqueeze(1)).div(Math.sqrt(SIZE));
    }

    private static Modes modes() {
        var eigen = Spectra.eigh(POINTS.matmul(POINTS.transpose()));
        var axes = Layout.flip(eigen.vectors(), 1);
        return new Modes(
                Layout.flip(eigen.values(), 0),
                axes,
                axes,
                IntStream.generate(() -> 1).limit(DIMENSIONS).toArray());
    }
}
