package dev.costate.internal.interpret;

import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Iota;

/// Changes of element type, and counting.
public final class ConversionKernels {
    private ConversionKernels() {}

    /// The elements of `x` as `result`'s element type.
    public static Array convert(Array x, Type result) {
        if (x.type().equals(result)) {
            return x;
        }
        Object y = x.type().dtype().isFloating()
                ? Wide.narrow(Wide.doubles(x.storage()), result.dtype())
                : Wide.narrow(Wide.longs(x.storage()), result.dtype());
        return Array.wrap(result, y);
    }

    /// `y[i] = i[axis]`.
    public static Array iota(Iota op) {
        Type result = new Type(op.dtype(), op.shape());
        long[] y = new long[result.size()];
        int extent = op.shape().dim(op.axis());
        int stride = op.shape().strides()[op.axis()];
        for (int i = 0; i < y.length; i++) {
            y[i] = i / stride % extent;
        }
        return Array.wrap(result, Wide.narrow(y, op.dtype()));
    }
}
