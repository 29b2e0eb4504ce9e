package dev.costate.internal.gemm;

import dev.costate.Shape;
import dev.costate.internal.parallel.Workers;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A convolution whose vectors lie along the free axes of the input, for windows of many places and few
/// positions such as a kernel's gradient has. The input is copied with these axes innermost; where the window
/// moves by one place at a time, its positions along the last axis are columns too.
///
/// ```text
/// for b, blocks of the input's free axes:
///   for groups of contracted indices:
///     copy this part of input and kernel                     shared out to the threads
///     for lines of positions, columns, panels:               shared out to the threads
///       for pieces of the group: a tile
///   put the sums where they belong
/// ```
final class AlongInputs implements WindowCode {
    /// About the most products of a piece: what a tile reads then fits the first caches.
    private static final int DEPTH = 256;
    /// About the most elements of a group's input.
    private static final int SPACE = 1 << 19;
    /// The least columns of a block.
    private static final int COLUMNS = 64;

    private static final int TASKS = 8;

    private final Tiles tiles;
    private final WindowShape shape;
    private final PaddedSpace space;
    private final PackedKernel kernel;
    /// How many free indices of the input a block has, and how far apart they lie, if evenly.
    private final int unit;

    private final int unitStep;
    /// How many contracted indices a group has, and of these a piece.
    private final int group;

    private final int whole;
    /// Where the products of each piece find their rows of the input: several pieces of one contracted index,
    /// or one of several.
    private final int[][] pieces;

    private final int[] lines;
    /// How many positions of a line are columns side by side.
    private final int across;
    /// The elements from one row of sums to the next.
    private final int row;

    AlongInputs(Tiles tiles, WindowShape shape) {
        this.tiles = tiles;
        this.shape = shape;
        int last = shape.positions.rank() - 1;
        int free = shape.inputFree.length;
        int places = shape.kernelWindow.length;
        int bare = new PaddedSpace(shape, 1, 1).size;
        unit = Math.min(free, Math.max(COLUMNS, SPACE / bare));
        unitStep = WindowShape.step(shape.inputFree);
        space = new PaddedSpace(shape, 1, unit);
        kernel = new PackedKernel(tiles, shape);
        group = Math.clamp(SPACE / space.size, 1, shape.inputContracted.length);
        whole = Math.clamp(DEPTH / places, 1, group);
        int[] window = space.places(shape.window, shape.op.kernelDilation());
        int cuts = Math.ceilDiv(places, DEPTH);
        pieces = new int[cuts][];
        if (cuts > 1) {
            Arrays.setAll(
                    pieces,
                    t -> Arrays.copyOfRange(window, Batch.cut(places, t, cuts), Batch.cut(places, t + 1, cuts)));
        } else {
            pieces[0] = new int[whole * places];
            Arrays.setAll(pieces[0], l -> l / places * space.size + window[l % places]);
        }
        boolean merged = shape.op.strides().get(last) == 1;
        across = merged ? shape.positions.dim(last) : 1;
        Shape apart = shape.positions.slice(0, last).concat(Shape.of(merged ? 1 : shape.positions.dim(last)));
        lines = space.places(apart, shape.op.strides());
        int columns = across * unit;
        int full = columns / tiles.columns() * tiles.columns();
        row = full + (columns == full ? 0 : tiles.width(columns - full));
    }

    @Override
    public void run(Operands of, @Nullable Workers workers) {
        int batch = shape.inputBatch.length;
        if (workers != null && batch >= 2 * workers.count()) {
            workers.run(batch, b -> member(of, b, null));
        } else {
            for (int b = 0; b < batch; b++) {
                member(of, b, workers);
            }
        }
    }

    private void member(Operands of, int b, @Nullable Workers workers) {
        Scratch scratch = Scratch.of(tiles.elements());
        int places = shape.kernelWindow.length;
        int rows = shape.kernelFree.length;
        int contracted = shape.inputContracted.length;
        Object panels = scratch.a(group * places * rows);
        Object padded = scratch.b(group * space.size + tiles.columns());
        Object sums = scratch.sums(lines.length * rows * row);
        for (int block = 0; block < shape.inputFree.length; block += unit) {
            int from = block;
            tiles.elements().clear(padded, 0, group * space.size);
            for (int first = 0; first < contracted; first += group) {
                int k = first;
                int end = Math.min(contracted, k + group);
                WindowCode.share(workers, (end - k) * pieces.length, t -> copy(of, b, from, k, end, t, padded, panels));
                int count = lines.length * Math.ceilDiv(row, tiles.columns()) * kernel.panels();
                int tasks = workers == null ? 1 : Math.min(count, TASKS * workers.count());
                WindowCode.share(workers, tasks, t -> {
                    for (int i = Batch.cut(count, t, tasks); i < Batch.cut(count, t + 1, tasks); i++) {
                        tile(i, end - k, panels, padded, sums, k > 0);
                    }
                });
            }
            place(of, b, from, sums);
        }
    }

    /// Copies piece `t` of a group's kernel, and its share of the input.
    private void copy(Operands of, int b, int block, int first, int end, int t, Object padded, Object panels) {
        int places = shape.kernelWindow.length;
        int cuts = pieces.length;
        int k = first + t / cuts;
        int cut = t % cuts;
        int q = Batch.cut(places, cut, cuts);
        int count = Batch.cut(places, cut + 1, cuts) - q;
        // A piece has several whole indices, or one index several pieces.
        int begin = first + (k - first) / whole * whole;
        int depth = cuts > 1 ? count : (Math.min(end, begin + whole) - begin) * places;
        int at = ((begin - first) * places + q) * shape.kernelFree.length;
        for (int panel = 0; panel < kernel.panels(); panel++) {
            kernel.pack(
                    of.w(),
                    of.wi() + shape.kernelBatch[b],
                    panel,
                    k,
                    q,
                    count,
                    (k - begin) * places,
                    depth,
                    panels,
                    at);
        }
        int wanted = Math.min(unit, shape.inputFree.length - block);
        int from = Batch.cut(wanted, cut, cuts);
        int to = Batch.cut(wanted, cut + 1, cuts);
        int start = of.xi() + shape.inputBatch[b] + shape.inputContracted[k];
        Elements elements = tiles.elements();
        boolean lines = unitStep != 0 && shape.op.inputDilation().get(shape.padded.length - 1) == 1;
        if (lines && cut > 0) {
            return;
        }
        if (lines) {
            space.copy(
                    start + shape.inputFree[block],
                    (k - first) * space.size,
                    (read, step, length, write, _) ->
                            elements.pack(of.x(), read, step, unitStep, length, wanted, unit, padded, write));
            return;
        }
        for (int i = from; i < to; i++) {
            space.copy(
                    start + shape.inputFree[block + i],
                    (k - first) * space.size + i,
                    (read, step, length, write, apart) ->
                            elements.line(of.x(), read, step, length, padded, write, apart));
        }
    }

    /// Tile number `i` of a group of `contracted` indices.
    private void tile(int i, int contracted, Object panels, Object padded, Object sums, boolean load) {
        int places = shape.kernelWindow.length;
        int panel = i % kernel.panels();
        int tilesAcross = Math.ceilDiv(row, tiles.columns());
        int column = i / kernel.panels() % tilesAcross * tiles.columns();
        int line = i / kernel.panels() / tilesAcross;
        int width = Math.min(tiles.columns(), row - column);
        int height = kernel.height(panel);
        int ci = (line * shape.kernelFree.length + panel * tiles.rows()) * row + column;
        TileCode code = tiles.code(height, width, Walk.PLACES, false, (long) height * width * contracted * places);
        for (int k = 0; k < contracted; k += whole) {
            int from = 0;
            for (int cut = 0; cut < pieces.length; cut++) {
                int depth = pieces.length > 1 ? pieces[cut].length : Math.min(whole, contracted - k) * places;
                int ai = (k * places + from) * shape.kernelFree.length + kernel.at(panel, depth);
                int bi = lines[line] + column + k * space.size;
                code.run(
                        depth,
                        panels,
                        ai,
                        1,
                        height,
                        padded,
                        bi,
                        0,
                        pieces[cut],
                        padded,
                        sums,
                        ci,
                        row,
                        load || k + cut > 0);
                from += depth;
            }
        }
    }

    /// Moves the sums of a block to the result.
    private void place(Operands of, int b, int block, Object sums) {
        int free = shape.inputFree.length;
        int rows = shape.kernelFree.length;
        int size = shape.positions.size();
        for (int i = block; i < Math.min(free, block + unit); i++) {
            for (int j = 0; j < rows; j++) {
                int to = of.yi() + ((b * free + i) * rows + j) * size;
                for (int line = 0; line < lines.length; line++) {
                    int from = (line * rows + j) * row + i - block;
                    tiles.elements().line(sums, from, unit, across, of.y(), to + line * across, 1);
                }
            }
        }
    }
}
