package dev.costate.internal.gemm;

import dev.costate.internal.parallel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The part of a product that is computed from one set of packed panels.
///
/// A panel is what a tile reads of a factor: of A some rows, of B some columns, for the block's part of k. It
/// is copied where it would be read with gaps, if it is read often enough to pay for the copy. The panels
/// belong to the thread that asks for the product; its helpers read them.
///
/// The sizes are those of `docs/decisions/0009-gemm.md`.
final class Block {
    /// The most of k, in bytes. The second cache then holds the panels of A that belong to a task and one of B.
    static final int DEPTH = 3_200;
    /// The most columns: what bounds the panels of B, and the reach of a tile's row in C.
    static final int COLUMNS = 2048;
    /// The most rows: what bounds the panels of A.
    static final int ROWS = 1024;

    /// Rows whose panels stay about in the second cache while those of B pass by.
    private static final int TASK_ROWS = 384;
    /// Rows of tasks are cut at multiples of it: the least height at which a tile keeps the multipliers busy.
    private static final int GRAIN = 2 * Rows.GRAIN;
    /// The fewest panels of A that are worth a copy of a panel of B.
    private static final int FEW = 4;
    /// Bytes of B that are read in place.
    private static final int REACH = 65_536;
    /// Elements to copy from which help is asked for.
    private static final int COPIES = 16_384;
    /// Multiply-adds from which the last task may be waited for longer than a few more cost.
    private static final long LARGE = 8_000_000;
    /// Tasks a thread, so that none waits long for the last.
    private static final int TASKS = 4;

    private static final int[] NOWHERE = {0};

    private final Tiles tiles;
    private final Elements elements;
    private final Matrix a;
    private final Matrix b;
    private final Matrix c;
    private final @Nullable Workers workers;
    private final Scratch scratch;

    private int row;
    private int rows;
    private int column;
    private int columns;
    private int step;
    private int depth;

    private int rowPanels;
    private int columnPanels;
    private boolean load;
    /// How many panels of B are read in place, before those that are packed.
    private int inPlaceB;
    /// Whether the first tile that reads a panel in place copies it for those below.
    private boolean copiesInPassing;
    private boolean inPlaceA;
    private Walk walk = Walk.COLUMNS;
    private Object packedA = new Object();
    private Object packedB = new Object();
    private int taskRows;
    private int taskColumns;
    private @Nullable Rows done;

    Block(Tiles tiles, Matrix a, Matrix b, Matrix c, @Nullable Workers workers) {
        this.tiles = tiles;
        this.a = a;
        this.b = b;
        this.c = c;
        this.workers = workers;
        elements = tiles.elements();
        scratch = Scratch.of(elements);
    }

    void columns(int from, int to) {
        column = from;
        columns = to - from;
        columnPanels = Math.ceilDiv(columns, tiles.columns());
    }

    void depth(int from, int to) {
        step = from;
        depth = to - from;
    }

    void rows(int from, int to) {
        row = from;
        rows = to - from;
        rowPanels = Math.ceilDiv(rows, tiles.rows());
    }

    /// Computes the block.
    ///
    /// @param newB whether the panels of B are others than in the last block
    /// @param load whether the chains go on from C
    /// @param done who takes the rows, if these are the last of their chains and the block has all their columns
    void run(boolean newB, boolean load, @Nullable Rows done) {
        this.load = load;
        this.done = done;
        inPlaceA = readsA();
        walk = inPlaceA && a.row() != 1 ? Walk.ROWS : Walk.COLUMNS;
        packedA = scratch.a(inPlaceA ? 0 : rows * depth);
        int copiesB = 0;
        if (newB) {
            inPlaceB = readsB();
            copiesInPassing = copiesInPassing();
            packedB = scratch.b((columnPanels - inPlaceB) * tiles.columns() * depth);
            copiesB = columnPanels - inPlaceB;
        }
        share();
        pack(inPlaceA ? NOWHERE : panels(), copiesB);
        share(taskRows * taskColumns, this::tiles);
    }

    /// In place a tile is up to a tenth slower, and suffers where rows are a power of 2 apart; a copy costs
    /// about what 50 columns do.
    private boolean readsA() {
        return (a.column() == 1 && columns <= 512) || (a.row() == 1 && columns <= 1024);
    }

    /// In place where a row of a panel lies side by side.
    private int readsB() {
        if (b.column() != 1) {
            return 0;
        }
        int last = columns - (columnPanels - 1) * tiles.columns();
        return tiles.width(last) == last ? columnPanels : columnPanels - 1;
    }

    /// What lies too far apart to stay in the first cache is copied if more than a few tiles read it. The copy costs
    /// nothing: a tile waits for its sums, not for a store.
    private boolean copiesInPassing() {
        long reach = (long) depth * b.row() * elements.bits() / 8;
        return rows > 2 * tiles.rows() && reach > REACH;
    }

    /// Copies panels of A, which begin at `starts` and end where the next one begins, and of B.
    private void pack(int[] starts, int copiesB) {
        int copiesA = starts.length - 1;
        int panels = copiesA + copiesB;
        if (panels == 0) {
            return;
        }
        long size = ((long) copiesA * tiles.rows() + (long) copiesB * tiles.columns()) * depth;
        int tasks = (int) Math.min(panels, Math.ceilDiv(size, COPIES));
        share(tasks, t -> {
            for (int p = Batch.cut(panels, t, tasks); p < Batch.cut(panels, t + 1, tasks); p++) {
                if (p < copiesA) {
                    packA(starts[p], starts[p + 1] - starts[p]);
                } else {
                    packB(inPlaceB + p - copiesA);
                }
            }
        });
    }

    private void packA(int i, int height) {
        tiles.pack(a.array(), a.at(row + i, step), a.column(), a.row(), depth, height, height, packedA, i * depth);
    }

    private void packB(int panel) {
        int j = panel * tiles.columns();
        int wanted = Math.min(tiles.columns(), columns - j);
        tiles.pack(
                b.array(),
                b.at(step, column + j),
                b.row(),
                b.column(),
                depth,
                wanted,
                tiles.width(wanted),
                packedB,
                (panel - inPlaceB) * tiles.columns() * depth);
    }

    /// Decides on the tasks.
    private void share() {
        taskRows = Math.ceilDiv(rows, TASK_ROWS);
        taskColumns = 1;
        if (workers != null) {
            int threads = workers.count();
            int wanted = threads * ((long) rows * columns * depth < LARGE ? 1 : TASKS);
            if (done == null) {
                cut(wanted);
            } else {
                int most = Math.max(1, rowPanels / FEW / threads) * threads;
                taskRows = Math.min(rowPanels, Math.max(taskRows, Math.min(wanted, most)));
            }
        }
    }

    /// Where the rows of a task begin.
    private int task(int part) {
        return Math.min(rows, Batch.cut(Math.ceilDiv(rows, GRAIN), part, taskRows) * GRAIN);
    }

    /// Where the panels of A begin, those of each task apart, and where the last one ends.
    private int[] panels() {
        int[] starts = new int[rowPanels + taskRows + 1];
        int count = 0;
        for (int part = 0; part < taskRows; part++) {
            for (int i = task(part); i < task(part + 1); i += tiles.rows()) {
                starts[count++] = i;
            }
        }
        starts[count++] = rows;
        return Arrays.copyOf(starts, count);
    }

    /// Makes at least `wanted` tasks, as square as may be.
    private void cut(int wanted) {
        while (taskRows * taskColumns < wanted && (taskRows < rowPanels || taskColumns < columnPanels)) {
            boolean wide = columns / taskColumns >= rows / taskRows;
            if (taskRows == rowPanels || (wide && taskColumns < columnPanels)) {
                taskColumns = Math.min(2 * taskColumns, columnPanels);
            } else {
                taskRows = Math.min(2 * taskRows, rowPanels);
            }
        }
    }

    /// The tiles of one task: a panel of B is read by tile after tile while those of A stay in the second cache.
    private void tiles(int task) {
        int fromRow = task(task % taskRows);
        int toRow = task(task % taskRows + 1);
        int fromPanel = Batch.cut(columnPanels, task / taskRows, taskColumns);
        int toPanel = Batch.cut(columnPanels, task / taskRows + 1, taskColumns);
        for (int panel = fromPanel; panel < toPanel; panel++) {
            column(panel, fromRow, toRow);
        }
        if (done != null && fromRow < toRow) {
            done.done(row + fromRow, row + toRow);
        }
    }

    /// A column of tiles.
    private void column(int panel, int fromRow, int toRow) {
        int j = panel * tiles.columns();
        int wanted = Math.min(tiles.columns(), columns - j);
        int width = tiles.width(wanted);
        boolean inPlace = panel < inPlaceB;
        Object bs = inPlace ? b.array() : packedB;
        int bi = inPlace ? b.at(step, column + j) : (panel - inPlaceB) * tiles.columns() * depth;
        int bStep = inPlace ? b.row() : width;
        boolean copies = inPlace && copiesInPassing;
        Object copy = copies ? Scratch.of(elements).panel(width * depth) : bs;
        for (int i = fromRow, height; i < toRow; i += height) {
            height = Math.min(tiles.rows(), toRow - i);
            TileCode code = tiles.code(height, width, walk, copies, (long) height * width * depth);
            Object as = inPlaceA ? a.array() : packedA;
            int ai = inPlaceA ? a.at(row + i, step) : i * depth;
            int aRow = inPlaceA ? a.row() : 1;
            int aStep = inPlaceA ? a.column() : height;
            int ci = c.at(row + i, column + j);
            if (width == wanted) {
                code.run(depth, as, ai, aRow, aStep, bs, bi, bStep, TileCode.NONE, copy, c.array(), ci, c.row(), load);
            } else {
                Object tile = Scratch.of(elements).tile(tiles.rows() * tiles.columns());
                if (load) {
                    copy(c.array(), ci, c.row(), tile, 0, width, height, wanted);
                }
                code.run(depth, as, ai, aRow, aStep, bs, bi, bStep, TileCode.NONE, copy, tile, 0, width, load);
                copy(tile, 0, width, c.array(), ci, c.row(), height, wanted);
            }
            if (copies) {
                copies = false;
                bs = copy;
                bi = 0;
                bStep = width;
            }
        }
    }

    static void copy(Object source, int from, int fromRow, Object target, int to, int toRow, int rows, int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(source, from + i * fromRow, target, to + i * toRow, columns);
        }
    }

    private void share(int tasks, Workers.Task task) {
        if (workers != null) {
            workers.run(tasks, task);
        } else {
            for (int i = 0; i < tasks; i++) {
                task.run(i);
            }
        }
    }
}
