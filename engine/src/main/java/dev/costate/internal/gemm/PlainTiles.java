package dev.costate.internal.gemm;

/// Tiles by plain loops, as wide as loops like them. They are of any size, so none is padded.
record PlainTiles(Elements elements) implements Tiles {
    @Override
    public int rows() {
        return 4;
    }

    @Override
    public int columns() {
        return 256;
    }

    @Override
    public int width(int columns) {
        return columns;
    }

    @Override
    public void pack(
            Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at) {
        elements.pack(source, from, step, apart, depth, count, width, target, at);
    }

    @Override
    public TileCode code(int rows, int width, Walk walk, boolean copies, long expected) {
        var code = elements.plain(rows, width);
        return copies ? elements.copying(width, code) : code;
    }
}
