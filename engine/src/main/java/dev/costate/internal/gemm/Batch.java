package dev.costate.internal.gemm;

import dev.costate.internal.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// The products of a shape on arrays of one element type, and how they are shared out: whole products where
/// there are many, else parts of each.
record Batch(
        Tiles tiles,
        GemmShape shape,
        Object a,
        int aOffset,
        Object b,
        int bOffset,
        Object c,
        int cOffset,
        @Nullable Rows rows) {
    /// Multiply-adds from which a second thread is worth its call, a few microseconds.
    private static final long PARALLEL = 500_000;
    /// Multiply-adds of a product from which its parts are shared out whatever the batch.
    private static final long LARGE = 64 * PARALLEL;
    /// Groups of products a thread, so that none waits long for the last.
    private static final int GROUPS = 4;

    void run() {
        if (shape.work() < PARALLEL) {
            members(0, shape.batch());
            return;
        }
        Workers workers = Workers.shared();
        int batch = shape.batch();
        if (batch >= 2 * workers.count() && shape.work() / batch < LARGE) {
            int groups = Math.min(batch, GROUPS * workers.count());
            workers.run(groups, g -> members(cut(batch, g, groups), cut(batch, g + 1, groups)));
        } else {
            for (int i = 0; i < batch; i++) {
                member(i).run(workers);
            }
        }
    }

    private void members(int from, int to) {
        for (int i = from; i < to; i++) {
            member(i).run(null);
        }
    }

    private Product member(int i) {
        return new Product(
                tiles,
                shape,
                Matrix.member(a, aOffset, shape.a(), i),
                Matrix.member(b, bOffset, shape.b(), i),
                Matrix.member(c, cOffset, shape.c(), i),
                rows);
    }

    /// Where part `i` of `parts` about equal parts of `0..n` begins.
    static int cut(int n, int i, int parts) {
        return (int) ((long) n * i / parts);
    }
}
