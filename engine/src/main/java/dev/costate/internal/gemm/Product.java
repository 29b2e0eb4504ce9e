package dev.costate.internal.gemm;

import dev.costate.internal.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// One product of matrices, cut into blocks that the caches hold.
///
/// ```text
/// for columns of C, for parts of k, for rows of C:         Block
///   copy panels of A and B that are not read well in place   shared out to the threads
///   for tiles of C: the part of their chains                 shared out to the threads
/// ```
/// The parts of k come in order, and each goes on from what the one before left in C.
final class Product {
    private final Tiles tiles;
    private final GemmShape shape;
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;
    private final @Nullable Rows done;

    Product(Tiles tiles, GemmShape shape, Matrix a, Matrix b, Matrix c, @Nullable Rows done) {
        this.done = done;
        this.tiles = tiles;
        this.shape = shape;
        this.a = a;
        this.b = b;
        this.c = c;
    }

    /// Computes the product with the help of `workers`, or alone.
    void run(@Nullable Workers workers) {
        int m = shape.m();
        int n = shape.n();
        int k = shape.k();
        if (k == 0) {
            clear();
            if (done != null) {
                done.done(0, m);
            }
            return;
        }
        Block block = new Block(tiles, a, b, c, workers);
        int rowParts = Math.ceilDiv(m, Block.ROWS);
        int columnParts = Math.ceilDiv(n, Block.COLUMNS);
        int depthParts = Math.ceilDiv(k, Block.DEPTH / (tiles.elements().bits() / 8));
        for (int j = 0; j < columnParts; j++) {
            block.columns(cut(n, j, columnParts, tiles.columns()), cut(n, j + 1, columnParts, tiles.columns()));
            for (int l = 0; l < depthParts; l++) {
                block.depth(Batch.cut(k, l, depthParts), Batch.cut(k, l + 1, depthParts));
                for (int i = 0; i < rowParts; i++) {
                    block.rows(cut(m, i, rowParts, tiles.rows()), cut(m, i + 1, rowParts, tiles.rows()));
                    block.run(i == 0, l > 0 || shape.accumulate(), l == depthParts - 1 ? done : null);
                }
            }
        }
    }

    /// A cut of `0..n` that falls between two panels of `size`.
    private static int cut(int n, int i, int parts, int size) {
        return Math.min(n, Batch.cut(Math.ceilDiv(n, size), i, parts) * size);
    }

    /// The sums of no products.
    private void clear() {
        if (!shape.accumulate()) {
            for (int i = 0; i < shape.m(); i++) {
                tiles.elements().clear(c.array(), c.at(i, 0), shape.n());
            }
        }
    }
}
