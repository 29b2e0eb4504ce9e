package dev.costate.internal.gemm;

import dev.costate.Shape;
import dev.costate.internal.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// A convolution whose vectors lie along the window's positions. The rows of tiles are the kernel's, their
/// columns are positions along the last axis, which read neighbours in the padded input at every place of the
/// window.
///
/// ```text
/// copy the kernel into panels
/// for examples (b, i), lines of positions:       shared out to the threads
///   for parts of the contracted axes:
///     copy this part of the example, with its zeros
///     for lines, columns, panels: a tile
/// ```
final class AlongPositions implements WindowCode {
    /// About the most products of a part: what a tile reads of kernel and input then fits the first caches.
    private static final int DEPTH = 512;
    /// About the most elements of a part of an example.
    private static final int SPACE = 1 << 19;

    private static final int TASKS = 4;

    private final Tiles tiles;
    private final WindowShape shape;
    private final PaddedSpace space;
    private final PackedKernel kernel;
    /// How many contracted indices a part has, the last one but for it.
    private final int part;
    /// Where a part's products find their rows of the input, and where the lines of positions begin.
    private final int[] places;

    private final int[] lines;
    private final int columns;

    AlongPositions(Tiles tiles, WindowShape shape) {
        this.tiles = tiles;
        this.shape = shape;
        int last = shape.positions.rank() - 1;
        space = new PaddedSpace(shape, shape.op.strides().get(last), 1);
        kernel = new PackedKernel(tiles, shape);
        int most = Math.min(DEPTH / shape.kernelWindow.length, SPACE / space.size);
        part = Math.clamp(most, 1, shape.inputContracted.length);
        int[] window = space.places(shape.window, shape.op.kernelDilation());
        places = new int[part * window.length];
        for (int l = 0; l < places.length; l++) {
            places[l] = l / window.length * space.size + window[l % window.length];
        }
        lines = space.places(shape.positions.slice(0, last).concat(Shape.of(1)), shape.op.strides());
        columns = shape.positions.dim(last);
    }

    @Override
    public void run(Operands of, @Nullable Workers workers) {
        int examples = shape.inputBatch.length * shape.inputFree.length;
        Object panels =
                Scratch.of(tiles.elements()).a(shape.inputBatch.length * shape.kernelFree.length * shape.depth());
        for (int b = 0; b < shape.inputBatch.length; b++) {
            pack(of, b, panels);
        }
        int wanted = workers == null ? 1 : TASKS * workers.count();
        int groups = Math.min(examples, wanted);
        int cuts = Math.min(lines.length, Math.ceilDiv(wanted, groups));
        WindowCode.share(workers, groups * cuts, t -> {
            int group = t / cuts;
            examples(
                    of,
                    panels,
                    Batch.cut(examples, group, groups),
                    Batch.cut(examples, group + 1, groups),
                    Batch.cut(lines.length, t % cuts, cuts),
                    Batch.cut(lines.length, t % cuts + 1, cuts));
        });
    }

    private void pack(Operands of, int b, Object panels) {
        int q = shape.kernelWindow.length;
        int contracted = shape.inputContracted.length;
        for (int from = 0; from < contracted; from += part) {
            int to = Math.min(contracted, from + part);
            int at = panels(b, from);
            for (int panel = 0; panel < kernel.panels(); panel++) {
                for (int k = from; k < to; k++) {
                    kernel.pack(
                            of.w(),
                            of.wi() + shape.kernelBatch[b],
                            panel,
                            k,
                            0,
                            q,
                            (k - from) * q,
                            (to - from) * q,
                            panels,
                            at);
                }
            }
        }
    }

    /// Where the panels of the part of `b` that begins at contracted index `k` are.
    private int panels(int b, int k) {
        return (b * shape.depth() + k * shape.kernelWindow.length) * shape.kernelFree.length;
    }

    private void examples(Operands of, Object panels, int from, int to, int fromLine, int toLine) {
        Elements elements = tiles.elements();
        Object padded = Scratch.of(elements).b(part * space.size + tiles.columns());
        elements.clear(padded, 0, part * space.size);
        int contracted = shape.inputContracted.length;
        for (int e = from; e < to; e++) {
            int b = e / shape.inputFree.length;
            int start = of.xi() + shape.inputBatch[b] + shape.inputFree[e % shape.inputFree.length];
            for (int k = 0; k < contracted; k += part) {
                int end = Math.min(contracted, k + part);
                for (int c = k; c < end; c++) {
                    space.copy(
                            start + shape.inputContracted[c],
                            (c - k) * space.size,
                            (read, step, length, at, apart) ->
                                    elements.line(of.x(), read, step, length, padded, at, apart));
                }
                int depth = (end - k) * shape.kernelWindow.length;
                for (int line = fromLine; line < toLine; line++) {
                    line(of, e, line, depth, panels, panels(b, k), padded, k > 0);
                }
            }
        }
    }

    /// The tiles of a line of positions.
    private void line(
            Operands of, int e, int line, int depth, Object panels, int panelsAt, Object padded, boolean load) {
        int size = shape.positions.size();
        for (int column = 0; column < columns; column += tiles.columns()) {
            int wanted = Math.min(tiles.columns(), columns - column);
            int width = tiles.width(wanted);
            int bi = lines[line] + column;
            for (int panel = 0; panel < kernel.panels(); panel++) {
                int height = kernel.height(panel);
                TileCode code = tiles.code(height, width, Walk.PLACES, false, (long) height * width * depth);
                int ai = panelsAt + kernel.at(panel, depth);
                int row = e * shape.kernelFree.length + panel * tiles.rows();
                int ci = of.yi() + row * size + line * columns + column;
                if (width == wanted) {
                    code.run(depth, panels, ai, 1, height, padded, bi, 0, places, padded, of.y(), ci, size, load);
                } else {
                    Object tile = Scratch.of(tiles.elements()).tile(tiles.rows() * tiles.columns());
                    if (load) {
                        Block.copy(of.y(), ci, size, tile, 0, width, height, wanted);
                    }
                    code.run(depth, panels, ai, 1, height, padded, bi, 0, places, padded, tile, 0, width, load);
                    Block.copy(tile, 0, width, of.y(), ci, size, height, wanted);
                }
            }
        }
    }
}
