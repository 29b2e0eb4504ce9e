package dev.costate.internal.gemm;

/// What differs between float32 and float64.
sealed interface Elements permits Float32, Float64 {
    /// The size of an element.
    int bits();

    /// An array of `length` zeros.
    Object allocate(int length);

    /// `target[at .. at + length - 1] = 0`.
    void clear(Object target, int at, int length);

    /// Copies a panel so that a tile walks it without gaps: element `(l, i)` from `from + l * step + i * apart`
    /// to `at + l * width + i`, for `l < depth` and `i < count`; those with `count <= i < width` become 0.
    void pack(Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at);

    /// Copies a line: `target[at + i * apart] = source[from + i * step]` for `i < length`.
    void line(Object source, int from, int step, int length, Object target, int at, int apart);

    /// Tiles of `rows` by `columns` by plain loops.
    TileCode plain(int rows, int columns);

    /// `code` for tiles with `columns` columns, which copies its panel of B before.
    default TileCode copying(int columns, TileCode code) {
        return (k, a, ai, aRow, aStep, b, bi, bStep, places, panel, c, ci, cRow, load) -> {
            pack(b, bi, bStep, 1, k, columns, columns, panel, 0);
            code.run(k, a, ai, aRow, aStep, panel, 0, columns, places, panel, c, ci, cRow, load);
        };
    }
}
