package dev.costate.internal.gemm;

import dev.costate.internal.parallel.Workers;

/// A convolution of float32 or float64 by the tiles of products, which read the input at the places of the
/// window instead of in rows.
///
/// Every element of the result is one chain of fused multiply-adds in the element type, which begins with 0,
/// over the contracted axes and the window's places in row-major order, those with zeros among them. It is the
/// same, bit for bit, whatever the shapes, the number of threads and the machine's vectors (the payload of a
/// NaN excepted). Methods with other orders, such as Winograd's, are not used.
public final class WindowProduct {
    /// Multiply-adds from which a second thread is worth its call.
    private static final long PARALLEL = 500_000;

    private final WindowShape shape;
    private final WindowCode code;

    private WindowProduct(Tiles tiles, WindowShape shape) {
        this.shape = shape;
        boolean manyPositions = shape.positions.size() >= shape.kernelWindow.length;
        code = manyPositions ? new AlongPositions(tiles, shape) : new AlongInputs(tiles, shape);
    }

    /// The convolution of float32 of this shape, in which nothing is empty.
    public static WindowProduct float32(WindowShape shape) {
        return of(Machine.FLOATS, shape);
    }

    /// The convolution of float64 of this shape, in which nothing is empty.
    public static WindowProduct float64(WindowShape shape) {
        return of(Machine.DOUBLES, shape);
    }

    /// The convolution of this shape made of `tiles`.
    static WindowProduct of(Tiles tiles, WindowShape shape) {
        return new WindowProduct(tiles, shape);
    }

    /// Prints as `32 x 64 sums of 288 products at [32,32], vectors along positions`.
    @Override
    public String toString() {
        return shape + (code instanceof AlongPositions ? ", vectors along positions" : ", vectors along inputs");
    }

    /// How many multiply-adds it takes.
    public long work() {
        return shape.work();
    }

    /// Computes `y`, all arrays being of the element type, from where their elements begin.
    public void run(Object x, int xi, Object w, int wi, Object y, int yi) {
        code.run(new WindowCode.Operands(x, xi, w, wi, y, yi), shape.work() < PARALLEL ? null : Workers.shared());
    }
}
