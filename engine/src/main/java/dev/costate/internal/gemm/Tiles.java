package dev.costate.internal.gemm;

/// The kinds of tiles that products of one element type are made of.
sealed interface Tiles permits PlainTiles, VectorTiles {
    /// What the elements are.
    Elements elements();

    /// The most rows a tile has.
    int rows();

    /// The most columns a tile has.
    int columns();

    /// The columns that a tile computes where `columns` are wanted: what lies past them must be there.
    int width(int columns);

    /// Copies a panel, as [Elements#pack] does.
    void pack(Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at);

    /// The code of a tile, to be used for about `expected` multiply-adds.
    ///
    /// @param rows from 1 to [#rows]
    /// @param width a result of [#width]
    /// @param copies whether it copies its panel of B
    TileCode code(int rows, int width, Walk walk, boolean copies, long expected);
}
