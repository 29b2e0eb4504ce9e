package dev.costate.internal.compile;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Convolution;
import dev.costate.internal.gemm.WindowProduct;
import dev.costate.internal.gemm.WindowShape;
import java.util.List;

/// A convolution done by the tiles of products.
///
/// @param dtype the element type
/// @param product the products
/// @param xOffset where in its array the input begins
/// @param wOffset where the kernel does
record WindowProductCode(DType dtype, WindowProduct product, int xOffset, int wOffset) implements KernelCode {
    /// Whether the convolution is done in this way: where it is empty, or has no axes to move along, it is
    /// loops. That does not depend on how many examples or kernels there are, for it decides the order of the
    /// sums.
    static boolean does(Convolution op, List<Type> in, Type out) {
        return out.dtype().isFloating()
                && op.windowAxes() > 0
                && out.size() > 0
                && in.get(1).size() > 0;
    }

    /// The convolution of operands that lie as `x` and `w`.
    static WindowProductCode of(Convolution op, View x, View w, DType dtype) {
        WindowShape shape = new WindowShape(op, x.shape(), steps(x), w.shape(), steps(w));
        WindowProduct product = dtype == DType.FLOAT32 ? WindowProduct.float32(shape) : WindowProduct.float64(shape);
        return new WindowProductCode(dtype, product, x.offset(), w.offset());
    }

    private static int[] steps(View view) {
        return view.steps().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        product.run(buffers[0], offsets[0] + xOffset, buffers[1], offsets[1] + wOffset, buffers[2], offsets[2]);
    }

    /// How many multiply-adds it takes.
    long work() {
        return product.work();
    }
}
