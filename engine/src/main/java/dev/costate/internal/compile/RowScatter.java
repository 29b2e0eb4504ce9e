package dev.costate.internal.compile;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.graph.Axes;
import dev.costate.graph.Op;
import dev.costate.graph.ScatterAdd;
import dev.costate.internal.parallel.Workers;
import java.util.List;
import java.util.Optional;

/// Additions to whole rows of a matrix. Only the rows that are added to are touched if the result lies where
/// the operand does, as a table that a loop hands on; else the operand is copied first.
///
/// The additions are put in order by their rows ([RowGroups]), the rows are shared out to the threads, and
/// each row gets its additions in the order of the updates, in `double`, rounded once: the interpreter's
/// bits, whatever the threads.
///
/// @param rows how many rows the operand has
/// @param width how many elements a row has
/// @param updates how many rows are added
record RowScatter(int rows, int width, int updates) implements KernelCode {
    private static final int WIDE = 8;
    private static final int LANES = 16;

    /// An addition reads twice and writes once.
    private static final int OPERATIONS = 3;

    /// The additions of `op` as additions to rows, if they are.
    static Optional<RowScatter> of(Op op, List<Type> in) {
        if (!(op instanceof ScatterAdd scatter)
                || scatter.batchAxes() != 0
                || !scatter.indexedAxes().equals(Axes.of(0))) {
            return Optional.empty();
        }
        Shape x = in.get(0).shape();
        Shape indices = in.get(1).shape();
        Shape updates = in.get(2).shape();
        int lead = indices.rank() - 1;
        Shape row = Shape.of(1).concat(x.slice(1, x.rank()));
        boolean isWhole = updates.slice(lead, updates.rank()).equals(row);
        if (!in.getFirst().dtype().isFloating() || !isWhole || updates.size() == 0) {
            return Optional.empty();
        }
        var code = new RowScatter(x.dim(0), row.size(), updates.slice(0, lead).size());
        return code.width >= WIDE || code.updates <= code.rows ? Optional.of(code) : Optional.empty();
    }

    /// About how many vector operations it takes.
    long work() {
        return (long) OPERATIONS * updates * Math.ceilDiv(width, LANES) + updates;
    }

    /// Whether several threads do it.
    boolean isShared() {
        return ClusterCode.isShared(work());
    }

    @Override
    public void run(Object[] buffers, int[] offsets) {
        if (!buffers[0].equals(buffers[3]) || offsets[0] != offsets[3]) {
            System.arraycopy(buffers[0], offsets[0], buffers[3], offsets[3], rows * width);
        }
        RowGroups groups = RowGroups.of((int[]) buffers[1], offsets[1], updates, rows);
        Workers workers = Workers.shared();
        int pieces = isShared() ? Math.min(groups.count(), workers.count()) : 1;
        workers.run(pieces, p -> {
            int from = groups.cut(p, pieces);
            int to = groups.cut(p + 1, pieces);
            if (buffers[3] instanceof float[] y) {
                add(groups, from, to, (float[]) buffers[2], offsets[2], y, offsets[3]);
            } else {
                add(groups, from, to, (double[]) buffers[2], offsets[2], (double[]) buffers[3], offsets[3]);
            }
        });
    }

    private void add(RowGroups groups, int from, int to, float[] u, int uFrom, float[] y, int yFrom) {
        double[] total = new double[width];
        for (int g = from; g < to; g++) {
            int row = yFrom + groups.row(g) * width;
            int first = groups.begin(g);
            int end = groups.begin(g + 1);
            if (end - first == 1) {
                // The sum of two floats in double, rounded to float, is their sum in float.
                add(u, uFrom + groups.update(first) * width, y, row);
                continue;
            }
            for (int i = 0; i < width; i++) {
                total[i] = y[row + i];
            }
            for (int k = first; k < end; k++) {
                add(u, uFrom + groups.update(k) * width, total);
            }
            for (int i = 0; i < width; i++) {
                y[row + i] = (float) total[i];
            }
        }
    }

    private void add(float[] u, int from, float[] y, int at) {
        for (int i = 0; i < width; i++) {
            y[at + i] += u[from + i];
        }
    }

    private void add(float[] u, int from, double[] total) {
        for (int i = 0; i < width; i++) {
            total[i] += u[from + i];
        }
    }

    private void add(RowGroups groups, int from, int to, double[] u, int uFrom, double[] y, int yFrom) {
        for (int g = from; g < to; g++) {
            int row = yFrom + groups.row(g) * width;
            for (int k = groups.begin(g); k < groups.begin(g + 1); k++) {
                add(u, uFrom + groups.update(k) * width, y, row);
            }
        }
    }

    private void add(double[] u, int from, double[] y, int at) {
        for (int i = 0; i < width; i++) {
            y[at + i] += u[from + i];
        }
    }
}
