package dev.costate.internal.gemm;

/// The shape of a batch of products `C[b] (+)= A[b] B[b]` and where their elements lie.
///
/// Element `(i, l)` of `A[b]` is at `b * a.batch + i * a.row + l * a.column` past its offset, so a transposed
/// factor is one with its strides swapped, and a factor that all members share has batch stride 0. The elements
/// of C must all lie apart.
///
/// @param batch how many products
/// @param m the rows of A and C
/// @param n the columns of B and C
/// @param k the columns of A, which are the rows of B
/// @param a the strides of A, `[batch, m, k]`
/// @param b the strides of B, `[batch, k, n]`
/// @param c the strides of C, `[batch, m, n]`, with columns side by side
/// @param accumulate whether the products are added to what is in C
public record GemmShape(int batch, int m, int n, int k, Strides a, Strides b, Strides c, boolean accumulate) {
    /// How far apart neighbours along each axis are, in elements.
    ///
    /// @param batch from one matrix to the next
    /// @param row from one row to the next
    /// @param column from one column to the next
    public record Strides(int batch, int row, int column) {
        /// These strides with rows for columns.
        public Strides transposed() {
            return new Strides(batch, column, row);
        }
    }

    /// @throws IllegalArgumentException if an extent is negative, or C has columns apart
    public GemmShape {
        if (batch < 0 || m < 0 || n < 0 || k < 0) {
            throw new IllegalArgumentException(
                    "gemm: negative extent in batch " + batch + ", m " + m + ", n " + n + ", k " + k);
        }
        if (c.column() != 1) {
            throw new IllegalArgumentException("gemm: the columns of C are " + c.column()
                    + " elements apart; compute the transposed product B' A' where its rows are side by side");
        }
    }

    /// One product of matrices stored row by row without gaps, `C = A B`.
    public static GemmShape of(int m, int n, int k) {
        return of(1, m, n, k);
    }

    /// `batch` such products, one after the other.
    public static GemmShape of(int batch, int m, int n, int k) {
        return new GemmShape(
                batch, m, n, k, new Strides(m * k, k, 1), new Strides(k * n, n, 1), new Strides(m * n, n, 1), false);
    }

    /// This shape with A's strides `strides`.
    public GemmShape withA(Strides strides) {
        return new GemmShape(batch, m, n, k, strides, b, c, accumulate);
    }

    /// This shape with B's strides `strides`.
    public GemmShape withB(Strides strides) {
        return new GemmShape(batch, m, n, k, a, strides, c, accumulate);
    }

    /// This shape with C's strides `strides`.
    public GemmShape withC(Strides strides) {
        return new GemmShape(batch, m, n, k, a, b, strides, accumulate);
    }

    /// This shape, added to C.
    public GemmShape accumulating() {
        return new GemmShape(batch, m, n, k, a, b, c, true);
    }

    /// How many multiply-adds the products take.
    public long work() {
        return (long) batch * m * n * k;
    }

    /// The same products as few: members that share B, and whose rows follow each other, are one tall product.
    GemmShape folded() {
        boolean tall = batch > 1 && b.batch() == 0 && follows(a) && follows(c) && (long) batch * m <= Integer.MAX_VALUE;
        return tall ? new GemmShape(1, batch * m, n, k, a, b, c, accumulate) : this;
    }

    private boolean follows(Strides s) {
        return s.batch() == (long) m * s.row();
    }
}
