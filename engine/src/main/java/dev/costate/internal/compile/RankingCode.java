package dev.costate.internal.compile;

import dev.costate.internal.lower.Ranking;
import dev.costate.internal.order.AxisOrder;
import dev.costate.internal.parallel.Workers;

/// A ranking ready to run. Each row is put in order by one thread; several rows are shared out.
///
/// @param ranking what it computes
record RankingCode(Ranking ranking) implements KernelCode {
    private static final long SHARED_FROM = 20_000;

    @Override
    public void run(Object[] buffers, int[] offsets) {
        int n = ranking.operand().shape().dim(ranking.axis());
        if (ranking.count() == 0 || ranking.operand().size() == 0) {
            return;
        }
        int inner = ranking.operand().shape().strides()[ranking.axis()];
        AxisOrder.Rows rows = new AxisOrder.Rows(n, inner, ranking.count(), ranking.descending());
        int all = ranking.operand().size() / n;
        if (all == 1 || ranking.operand().size() < SHARED_FROM) {
            rows(rows, 0, all, buffers, offsets);
            return;
        }
        Workers workers = Workers.shared();
        int pieces = Math.min(all, workers.count());
        workers.run(pieces, p -> {
            int first = (int) ((long) all * p / pieces);
            rows(rows, first, (int) ((long) all * (p + 1) / pieces), buffers, offsets);
        });
    }

    private static void rows(AxisOrder.Rows rows, int first, int end, Object[] buffers, int[] offsets) {
        AxisOrder.rows(
                rows, first, end, buffers[0], offsets[0], buffers[1], offsets[1], (int[]) buffers[2], offsets[2]);
    }
}
