package dev.costate.internal.gemm;

import org.jspecify.annotations.Nullable;

/// Products of matrices, `C[b] = A[b] B[b]` or `C[b] += A[b] B[b]`, of float32 or float64.
///
/// Every element of C is one chain of fused multiply-adds in the element type, in the order of k:
/// ```text
/// s = 0 or C[i,j]
/// for l in 0..k-1: s = fma(A[i,l], B[l,j], s)
/// C[i,j] = s
/// ```
/// It is the same, bit for bit, whatever the shape, the strides, the batch, the number of threads, and whether
/// the machine has vectors (the payload of a NaN excepted).
///
/// Large products are shared out to [dev.costate.internal.parallel.Workers#shared]. Arrays may be the same one
/// if C's elements are not among those of A and B. An index outside an array is an [IndexOutOfBoundsException],
/// with part of C written.
public final class Gemm {
    private Gemm() {}

    /// The products of `shape` of float32.
    public static void multiply(
            GemmShape shape, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset) {
        multiply(Machine.FLOATS, shape, a, aOffset, b, bOffset, c, cOffset);
    }

    /// The products of `shape` of float64.
    public static void multiply(
            GemmShape shape, double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset) {
        multiply(Machine.DOUBLES, shape, a, aOffset, b, bOffset, c, cOffset);
    }

    /// The product of `shape` of float32, not of a batch, its rows handed to `rows`.
    public static void multiply(
            GemmShape shape, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, Rows rows) {
        multiply(Machine.FLOATS, shape, a, aOffset, b, bOffset, c, cOffset, rows);
    }

    /// The product of `shape` of float64, not of a batch, its rows handed to `rows`.
    public static void multiply(
            GemmShape shape, double[] a, int aOffset, double[] b, int bOffset, double[] c, int cOffset, Rows rows) {
        multiply(Machine.DOUBLES, shape, a, aOffset, b, bOffset, c, cOffset, rows);
    }

    /// Whether [Rows] can follow such products: their rows are whole at some time.
    public static boolean hasRows(GemmShape shape) {
        return shape.batch() == 1 && shape.n() <= Block.COLUMNS;
    }

    /// The products of `shape` made of `tiles`, whose elements the arrays must hold.
    static void multiply(
            Tiles tiles, GemmShape shape, Object a, int aOffset, Object b, int bOffset, Object c, int cOffset) {
        multiply(tiles, shape, a, aOffset, b, bOffset, c, cOffset, null);
    }

    /// @throws IllegalArgumentException if there are `rows` and not [#hasRows]
    static void multiply(
            Tiles tiles,
            GemmShape shape,
            Object a,
            int aOffset,
            Object b,
            int bOffset,
            Object c,
            int cOffset,
            @Nullable Rows rows) {
        if (rows != null && !hasRows(shape)) {
            throw new IllegalArgumentException("gemm: there are no whole rows in " + shape);
        }
        GemmShape s = shape.folded();
        if (s.batch() > 0 && s.m() > 0 && s.n() > 0) {
            new Batch(tiles, s, a, aOffset, b, bOffset, c, cOffset, rows).run();
        }
    }
}
