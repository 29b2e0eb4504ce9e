package dev.costate.bench.routines;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// The arrays that routines are timed on. `routines_peer.py` makes the same ones, to the last bit where no product is
/// summed.
///
/// Source of the sequence: Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators (SplitMix64).
final class Numbers {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private Numbers() {}

    /// Numbers of even distribution from -1 to 1.
    static Tensor even(Shape shape) {
        var values = new double[Math.toIntExact(shape.size())];
        for (var i = 0; i < values.length; i++) {
            values[i] = Math.scalb((double) (mixed((i + 1) * GAMMA) >>> 11), -52) - 1;
        }
        return Tensor.of(values).reshape(shape);
    }

    private static long mixed(long seed) {
        var z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /// `(a + a') / 2`.
    static Tensor symmetric(Tensor a) {
        return a.add(a.swapAxes(-1, -2)).mul(0.5);
    }

    /// `a a' / n + 1`.
    static Tensor positive(Tensor a) {
        return a.matmul(a.swapAxes(-1, -2)).div(a.dim(-1)).add(Creation.eye(DType.FLOAT64, a.dim(-1)));
    }

    /// The lower triangle of `a / n`, with twos on its diagonal: well conditioned at every size.
    static Tensor triangle(Tensor a) {
        var n = a.dim(-1);
        var row = Creation.arange(DType.INT32, n);
        var isBelow = row.unsqueeze(1).gt(row).to(DType.FLOAT64);
        return a.div(n).mul(isBelow).add(Creation.eye(DType.FLOAT64, n).mul(2));
    }
}
