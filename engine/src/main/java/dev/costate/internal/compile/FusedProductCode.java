package dev.costate.internal.compile;

import dev.costate.internal.gemm.Rows;

/// A product of matrices and what is made of its rows, such as a bias and an activation: each thread does that with
/// the rows it has just computed, before it goes on.
///
/// Its operands are the factors, then those of the cluster but for the product; its results are the product, then those
/// of the cluster.
///
/// @param product the product, of one matrix with another
/// @param then what comes after, see [Epilogues]
/// @param place which of its operands the product is
record FusedProductCode(ProductCode product, ClusterCode then, int place) implements KernelCode {
    private static final int FACTORS = 2;

    @Override
    public void run(Object[] buffers, int[] offsets) {
        int operands = then.cluster().operands().size();
        int results = then.results();
        int c = FACTORS + operands - 1;
        Object[] arrays = new Object[operands + results];
        int[] starts = new int[operands + results];
        for (int k = 0; k < arrays.length; k++) {
            int from = k < place ? FACTORS + k : k == place ? c : k < operands ? FACTORS + k - 1 : c + 1 + k - operands;
            arrays[k] = buffers[from];
            starts[k] = offsets[from];
        }
        int turns = then.units();
        int rows = product.shape().m();
        // Several elements of a flat cluster are a row; several rows are a turn of others.
        Rows done = (from, to) ->
                then.code().run(arrays, starts, (int) ((long) from * turns / rows), (int) ((long) to * turns / rows));
        product.run(
                new Object[] {buffers[0], buffers[1], buffers[c]},
                new int[] {offsets[0], offsets[1], offsets[c]},
                done);
    }

    /// Where among the operands of the kernel operand `k` of the cluster is, -1 for the product.
    int operand(int k) {
        return k == place ? -1 : k < place ? FACTORS + k : FACTORS + k - 1;
    }

    /// About how many vector operations it takes.
    long work() {
        return product.work() / 16 + then.work();
    }
}
