package dev.costate.internal.linalg;

import dev.costate.internal.gemm.Gemm;
import dev.costate.internal.gemm.GemmShape;

/// A product of Householder reflections, `H = H[0] H[1] ... H[k-1]`, each `I - tau v v^T`.
///
/// It is applied in blocks: `H[0] ... H[b-1] = I - V T V^T` with `T` upper triangular, so that nearly all of
/// the work is products of matrices. The blocks are the same whatever they are applied to.
///
/// Source: R. Schreiber and C. Van Loan, "A storage-efficient WY representation for products of Householder
/// transformations", SIAM J. Sci. Stat. Comput. 10 (1989).
final class Reflectors {
    /// How many reflections are applied at once.
    static final int BLOCK = 32;

    private final double[][] vectors;
    private final double[] taus;
    private final int[] from;
    private final int[] end;
    private int count;

    /// Room for `most` reflections.
    Reflectors(int most) {
        vectors = new double[most][];
        taus = new double[most];
        from = new int[most];
        end = new int[most];
    }

    /// Takes one more, whose `vector` is zero outside `[from, end)`. Every one must lie within those before.
    void add(double[] vector, int from, int end, double tau) {
        vectors[count] = vector;
        this.from[count] = from;
        this.end[count] = end;
        taus[count++] = tau;
    }

    /// The first `columns` columns of `H`, row by row: `[rows, columns]`.
    double[] columns(int rows, int columns) {
        double[] q = new double[rows * columns];
        for (int i = 0; i < Math.min(rows, columns); i++) {
            q[i * columns + i] = 1;
        }
        for (int first = lastBlock(); first >= 0; first -= BLOCK) {
            // Those applied before lie within this block's rows, and so do the columns that they have changed.
            int left = from[first];
            block(first, q, left, columns, Math.min(end[first], columns) - left, false);
        }
        return q;
    }

    /// `C := H C` for the `columns` columns from `at` on of the rows of `c`, `stride` elements apart.
    void multiply(double[] c, int at, int stride, int columns) {
        for (int first = lastBlock(); first >= 0; first -= BLOCK) {
            block(first, c, at, stride, columns, false);
        }
    }

    /// `C := H[last]^T ... H[first]^T C` for the reflections of the block from `first` on, as [#multiply].
    void reduce(int first, double[] c, int at, int stride, int columns) {
        block(first, c, at, stride, columns, true);
    }

    private int lastBlock() {
        return (count - 1) / BLOCK * BLOCK - (count == 0 ? BLOCK : 0);
    }

    /// `C += V (-T) (V^T C)` with the block that begins at `first`, or with `T^T`.
    private void block(int first, double[] c, int at, int stride, int columns, boolean transposed) {
        int b = Math.min(BLOCK, count - first);
        int rows = end[first] - from[first];
        if (columns <= 0 || rows <= 0) {
            return;
        }
        double[] v = new double[b * rows];
        for (int i = 0; i < b; i++) {
            int skipped = from[first + i] - from[first];
            int length = end[first + i] - from[first + i];
            System.arraycopy(vectors[first + i], from[first + i], v, i * rows + skipped, length);
        }
        double[] t = triangle(first, b);
        double[] w = new double[b * columns];
        double[] tw = new double[b * columns];
        int top = at + from[first] * stride;
        GemmShape.Strides here = new GemmShape.Strides(0, stride, 1);
        Gemm.multiply(GemmShape.of(b, columns, rows).withB(here), v, 0, c, top, w, 0);
        GemmShape.Strides small = new GemmShape.Strides(0, b, 1);
        GemmShape turned = GemmShape.of(b, columns, b).withA(transposed ? small.transposed() : small);
        Gemm.multiply(turned, t, 0, w, 0, tw, 0);
        GemmShape back = GemmShape.of(rows, columns, b).withA(new GemmShape.Strides(0, 1, rows));
        Gemm.multiply(back.withC(here).accumulating(), v, 0, tw, 0, c, top);
    }

    /// `-T`, row by row: `T[j,j] = tau[j]`, and above it `T[:j,j] = -tau[j] T[:j,:j] (V[:,:j]^T v[j])`.
    private double[] triangle(int first, int b) {
        double[] t = new double[b * b];
        double[] products = new double[b];
        for (int j = 0; j < b; j++) {
            double tau = taus[first + j];
            double[] v = vectors[first + j];
            for (int i = 0; i < j; i++) {
                products[i] = Reflector.dot(vectors[first + i], v, from[first + j], end[first + j]);
            }
            for (int i = 0; i < j; i++) {
                double sum = 0;
                for (int l = i; l < j; l++) {
                    sum += t[i * b + l] * products[l];
                }
                t[i * b + j] = -tau * sum;
            }
            t[j * b + j] = tau;
        }
        for (int i = 0; i < t.length; i++) {
            t[i] = -t[i];
        }
        return t;
    }
}
