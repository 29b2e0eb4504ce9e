package dev.costate.internal.gemm;

/// A convolution's kernel as panels of rows for tiles: for each part of the contracted axes the panels of its
/// rows, each a column after the other.
final class PackedKernel {
    private final Tiles tiles;
    private final WindowShape shape;
    private final int rows;
    /// How far apart rows and places of the window are, if they are evenly apart; 0 if not.
    private final int row;
    private final int place;

    PackedKernel(Tiles tiles, WindowShape shape) {
        this.tiles = tiles;
        this.shape = shape;
        rows = shape.kernelFree.length;
        row = WindowShape.step(shape.kernelFree);
        place = WindowShape.step(shape.kernelWindow);
    }

    /// How many panels there are.
    int panels() {
        return Math.ceilDiv(rows, tiles.rows());
    }

    /// How many rows a panel has.
    int height(int panel) {
        return Math.min(tiles.rows(), rows - panel * tiles.rows());
    }

    /// Where in the panels of a part of `depth` columns number `panel` begins.
    int at(int panel, int depth) {
        return panel * tiles.rows() * depth;
    }

    /// Copies the part of one panel that has the places from `q` to `q + count` of contracted index `k`: to
    /// column `column` of a part of `depth` that begins at `at`.
    void pack(
            Object source, int from, int panel, int k, int q, int count, int column, int depth, Object target, int at) {
        Elements elements = tiles.elements();
        int height = height(panel);
        int first = panel * tiles.rows();
        int read = from + shape.kernelContracted[k];
        int write = at + at(panel, depth) + column * height;
        if (row != 0 && place != 0) {
            elements.pack(source, read + first * row + q * place, place, row, count, height, height, target, write);
            return;
        }
        for (int i = 0; i < height; i++) {
            for (int l = 0; l < count; l++) {
                int element = read + shape.kernelFree[first + i] + shape.kernelWindow[q + l];
                elements.line(source, element, 1, 1, target, write + l * height + i, 1);
            }
        }
    }
}
