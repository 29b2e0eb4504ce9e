package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Dot;
import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;
import java.util.List;
import java.util.Optional;

/// A contraction done as packed products of matrices.
///
/// @param dtype the element type
/// @param shape the products
record ProductCode(DType dtype, GemmShape shape) implements KernelCode {
    /// A contraction over fewer terms is written out, see [SmallSums].
    private static final int LEAST_TERMS = 9;

    private static final int LEAST_SIDE = 4;
    private static final long LEAST_WORK = 2048;

    /// The contraction as products of matrices, if it is worth it and the operands lie as matrices do.
    ///
    /// Which it is depends on one member's matrices alone, not on the number of members, for it decides the order
    /// of the sums.
    static Optional<ProductCode> of(Dot op, List<Type> in, Type out) {
        if (!out.dtype().isFloating() || out.size() == 0) {
            return Optional.empty();
        }
        Type a = in.get(0);
        Type b = in.get(1);
        Axes aFree = op.lhsBatch().concat(op.lhsContract()).complement(a.rank());
        Axes bFree = op.rhsBatch().concat(op.rhsContract()).complement(b.rank());
        Optional<Side> aBatch = Side.of(a, op.lhsBatch());
        Optional<Side> aRows = Side.of(a, aFree);
        Optional<Side> aTerms = Side.of(a, op.lhsContract());
        Optional<Side> bBatch = Side.of(b, op.rhsBatch());
        Optional<Side> bColumns = Side.of(b, bFree);
        Optional<Side> bTerms = Side.of(b, op.rhsContract());
        if (aBatch.isEmpty()
                || aRows.isEmpty()
                || aTerms.isEmpty()
                || bBatch.isEmpty()
                || bColumns.isEmpty()
                || bTerms.isEmpty()) {
            return Optional.empty();
        }
        int m = aRows.get().extent;
        int n = bColumns.get().extent;
        int k = aTerms.get().extent;
        if (k < LEAST_TERMS || Math.min(m, n) < LEAST_SIDE || (long) m * n * k < LEAST_WORK) {
            return Optional.empty();
        }
        return Optional.of(new ProductCode(
                out.dtype(),
                new GemmShape(
                        aBatch.get().extent,
                        m,
                        n,
                        k,
                        new GemmShape.Strides(aBatch.get().stride, aRows.get().stride, aTerms.get().stride),
                        new GemmShape.Strides(bBatch.get().stride, bTerms.get().stride, bColumns.get().stride),
                        new GemmShape.Strides(m * n, n, 1),
                        false)));
    }

    /// Several axes as one.
    private record Side(int extent, int stride) {
        static Optional<Side> of(Type type, Axes axes) {
            int[] strides = type.shape().strides();
            int extent = 1;
            int stride = 0;
            for (int i = axes.size() - 1; i >= 0; i--) {
                int dim = type.shape().dim(axes.get(i));
                if (dim == 1) {
                    continue;
                }
                if (extent == 1) {
                    stride = strides[axes.get(i)];
                } else if (strides[axes.get(i)] != stride * extent) {
                    return Optional.empty();
                }
                extent *= dim;
            }
            return Optional.of(new Side(extent, stride));
        }
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        if (dtype == DType.FLOAT32) {
            Gemm.multiply(
                    shape,
                    (float[]) buffers[0],
                    offsets[0],
                    (float[]) buffers[1],
                    offsets[1],
                    (float[]) buffers[2],
                    offsets[2]);
        } else {
            Gemm.multiply(
                    shape,
                    (double[]) buffers[0],
                    offsets[0],
                    (double[]) buffers[1],
                    offsets[1],
                    (double[]) buffers[2],
                    offsets[2]);
        }
    }
}
