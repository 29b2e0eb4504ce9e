package dev.costate.internal.gemm;

import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Tiles in vector registers, each kind made when it is first asked for.
///
/// A tile is `rows` by 2 vectors. The sums must be enough to keep the multipliers busy (2 a cycle with 4 cycles
/// each want 8) and the tile so square that loads keep up (a step takes `rows + 2` of them), and all must fit
/// into the registers: 16 of 256 bits take 6 rows, 32 of 512 bits take 12. The higher the tile, the slower the
/// panel of B passes by, so that the second cache can send it, and the less a tile's beginning and end weigh.
final class VectorTiles implements Tiles {
    private static final int VECTORS = 2;

    private final Elements elements;
    private final int bits;
    private final int rows;
    private final boolean patient;
    private final AtomicReferenceArray<@Nullable Tile> kinds;
    private final Transposition transposition;

    /// @param bits the size of a vector
    /// @param patient whether plain loops do the work until the vector code is compiled
    VectorTiles(Elements elements, int bits, boolean patient) {
        this.elements = elements;
        this.bits = bits;
        this.patient = patient;
        rows = bits == 512 ? 12 : bits == 256 ? 6 : 8;
        kinds = new AtomicReferenceArray<>(Walk.values().length * 2 * rows * VECTORS);
        transposition = new Transposition(elements, bits, patient);
    }

    @Override
    public Elements elements() {
        return elements;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return VECTORS * lanes();
    }

    private int lanes() {
        return bits / elements.bits();
    }

    @Override
    public int width(int columns) {
        return Math.ceilDiv(columns, lanes()) * lanes();
    }

    @Override
    public void pack(
            Object source, int from, int step, int apart, int depth, int count, int width, Object target, int at) {
        if (step == 1) {
            transposition.pack(source, from, apart, depth, count, width, target, at);
        } else {
            elements.pack(source, from, step, apart, depth, count, width, target, at);
        }
    }

    @Override
    public TileCode code(int rows, int width, Walk walk, boolean copies, long expected) {
        int vectors = width / lanes();
        int way = switch (walk) {
            case COLUMNS -> 0;
            case ROWS -> 1;
            case PLACES -> 2;
        };
        int kind = ((2 * way + (copies ? 1 : 0)) * this.rows + rows - 1) * VECTORS + vectors - 1;
        Tile tile = kinds.get(kind);
        if (tile == null) {
            kinds.compareAndSet(kind, null, tile(rows, vectors, walk, copies));
            tile = kinds.get(kind);
        }
        assert tile != null;
        return tile.code(expected);
    }

    private Tile tile(int rows, int vectors, Walk walk, boolean copies) {
        int width = vectors * lanes();
        if (!patient) {
            return new Tile(emit(rows, vectors, walk, copies));
        }
        TileCode plain = elements.plain(rows, width);
        return new Tile(copies ? elements.copying(width, plain) : plain, () -> {
            TileCode code = emit(rows, vectors, walk, copies);
            return WarmUp.run(code, elements, rows, width) ? code : null;
        });
    }

    private TileCode emit(int rows, int vectors, Walk walk, boolean copies) {
        String name = VectorTiles.class.getPackageName() + ".VectorTile";
        byte[] bytes = TileEmitter.emit(name, elements, bits, rows, vectors, walk, copies);
        try {
            return (TileCode) MethodHandles.lookup()
                    .defineHiddenClass(bytes, true)
                    .lookupClass()
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("the generated tile could not be loaded: " + rows + " by " + width(1) * vectors, e);
        }
    }
}
