package dev.costate.internal.compile;

import dev.costate.internal.parallel.Workers;
import java.util.List;

/// Several flat clusters with the same code in one kernel, such as the update of each of a net's parameters: the
/// threads share out the elements of all.
///
/// Its operands are those of the parts one after the other, its results too.
///
/// @param parts the clusters
record TreeCode(List<ClusterCode> parts) implements KernelCode {
    TreeCode {
        parts = List.copyOf(parts);
    }

    /// How many elements they have together.
    long elements() {
        return parts.stream().mapToLong(ClusterCode::units).sum();
    }

    /// About how many vector operations they take.
    long work() {
        return parts.stream().mapToLong(ClusterCode::work).sum();
    }

    /// Whether several threads do it.
    boolean isShared() {
        return ClusterCode.isShared(work());
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        Workers workers = Workers.shared();
        int pieces = isShared() ? workers.count() : 1;
        if (pieces == 1) {
            run(buffers, offsets, 0, elements());
            return;
        }
        long all = elements();
        workers.run(pieces, p -> run(buffers, offsets, all * p / pieces, all * (p + 1) / pieces));
    }

    /// Runs the elements from number `from` to number `to` of all.
    private void run(Object[] buffers, int[] offsets, long from, long to) {
        int operand = 0;
        int result = parts.stream().mapToInt(p -> p.cluster().operands().size()).sum();
        long begin = 0;
        for (ClusterCode part : parts) {
            int operands = part.cluster().operands().size();
            int results = part.results();
            int first = ClusterCode.cut(part.units(), from - begin);
            int last = ClusterCode.cut(part.units(), to - begin);
            if (first < last) {
                Object[] arrays = new Object[operands + results];
                int[] starts = new int[operands + results];
                System.arraycopy(buffers, operand, arrays, 0, operands);
                System.arraycopy(offsets, operand, starts, 0, operands);
                System.arraycopy(buffers, result, arrays, operands, results);
                System.arraycopy(offsets, result, starts, operands, results);
                part.code().run(arrays, starts, first, last);
            }
            begin += part.units();
            operand += operands;
            result += results;
        }
    }
}
