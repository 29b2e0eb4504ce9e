package dev.costate.internal.gemm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.internal.gemm.GemmShape.Strides;
import dev.costate.internal.parallel.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every product is, bit for bit, the chains of its definition.
class GemmTest {
    private static final int[] SIZES = {1, 3, 13, 63, 64, 65, 207};

    /// All kinds of tiles, with the vector code from the first product on, and those that users get.
    static List<Tiles> tiles() {
        List<Tiles> tiles = new ArrayList<>();
        for (Elements elements : List.of(new Float32(), new Float64())) {
            tiles.add(new PlainTiles(elements));
            for (int bits : new int[] {128, 256, 512}) {
                tiles.add(new VectorTiles(elements, bits, false));
            }
        }
        tiles.add(Machine.FLOATS);
        tiles.add(Machine.DOUBLES);
        return tiles;
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void everySizeAndTransposition(Tiles tiles) {
        Random random = new Random(1);
        for (int m : SIZES) {
            for (int n : SIZES) {
                int k = SIZES[random.nextInt(SIZES.length)];
                GemmShape shape = GemmShape.of(m, n, k);
                GemmShape aColumns = shape.withA(new Strides(0, 1, m));
                Strides bColumns = new Strides(0, 1, k);
                GemmShape[] all = {shape, aColumns, shape.withB(bColumns), aColumns.withB(bColumns)};
                check(tiles, all[random.nextInt(4)], random.nextLong());
            }
        }
        for (int n : new int[] {13, 64}) {
            GemmShape shape = GemmShape.of(n, n, n);
            GemmShape aColumns = shape.withA(shape.a().transposed());
            Strides bColumns = shape.b().transposed();
            for (GemmShape s : List.of(shape, aColumns, shape.withB(bColumns), aColumns.withB(bColumns))) {
                check(tiles, s, n);
                check(tiles, s.accumulating(), n);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tiles")
    void stridesAndBatches(Tiles tiles) {
        for (int i = 0; i < 60; i++) {
            check(tiles, randomShape(new Random(i), 40), i);
        }
    }

    /// Gaps of every kind, either factor shared by the batch, C with room between its rows.
    private static GemmShape randomShape(Random random, int largest) {
        int batch = random.nextInt(4);
        int m = 1 + random.nextInt(largest);
        int n = 1 + random.nextInt(largest);
        int k = random.nextInt(largest);
        int cRow = n + random.nextInt(3);
        return new GemmShape(
                batch,
                m,
                n,
                k,
                randomStrides(random, m, k),
                randomStrides(random, k, n),
                new Strides(m * cRow + random.nextInt(2), cRow, 1),
                random.nextBoolean());
    }

    private static Strides randomStrides(Random random, int rows, int columns) {
        int inner = random.nextInt(3) == 0 ? 2 : 1;
        int pad = random.nextInt(3);
        int batch = random.nextInt(3) == 0 ? 0 : (rows + pad) * (columns + pad) * inner;
        return random.nextBoolean()
                ? new Strides(batch, (columns + pad) * inner, inner)
                : new Strides(batch, inner, (rows + pad) * inner);
    }

    /// Several blocks of k, of rows and of columns; panels of all heights and widths at the edges.
    @ParameterizedTest
    @MethodSource("tiles")
    void blocks(Tiles tiles) {
        check(tiles, GemmShape.of(70, 70, 2 * Block.DEPTH + 9), 1);
        check(tiles, GemmShape.of(3, 2 * Block.COLUMNS + 37, 11).accumulating(), 2);
        check(tiles, GemmShape.of(2 * Block.ROWS + 5, 3, 11), 3);
        GemmShape deep = GemmShape.of(Block.ROWS + 5, 40, Block.DEPTH + 5);
        check(tiles, deep.withA(new Strides(0, 1, Block.ROWS + 5)), 4);
        for (int rows = 1; rows <= 9; rows++) {
            for (int columns : new int[] {1, 7, 8, 9, 15, 16, 17, 31, 33}) {
                check(tiles, GemmShape.of(rows, columns, 20), rows);
            }
        }
    }

    /// Products large enough to be shared out, by parts and by members.
    @ParameterizedTest
    @MethodSource("tiles")
    void anyNumberOfThreads(Tiles tiles) {
        List<GemmShape> shapes = List.of(
                GemmShape.of(207, 130, 65),
                GemmShape.of(9, 900, 130),
                GemmShape.of(900, 9, 130).accumulating(),
                GemmShape.of(130, 64, 300).withB(new Strides(0, 1, 300)),
                GemmShape.of(40, 33, 30, 31),
                GemmShape.of(3, 64, 70, 65).accumulating());
        for (GemmShape shape : shapes) {
            Problem problem = new Problem(tiles.elements(), shape, 5);
            double[] expected = problem.expected();
            for (int threads = 1; threads <= 3; threads++) {
                try (Workers workers = new Workers(threads)) {
                    Workers.with(
                            workers,
                            () -> assertThat(problem.computed(tiles))
                                    .as("%s", shape)
                                    .containsExactly(expected));
                }
            }
        }
    }

    /// A member has the bits of the same product alone, whether or not the batch is computed as one tall
    /// product.
    @Test
    void membersThatFollowEachOtherAreOneProduct() {
        GemmShape shape = GemmShape.of(5, 4, 20, 9).withB(new Strides(0, 20, 1));
        assertThat(shape.folded())
                .isEqualTo(GemmShape.of(20, 20, 9)
                        .withA(shape.a())
                        .withB(shape.b())
                        .withC(shape.c()));
        GemmShape apart = shape.withA(new Strides(40, 9, 1));
        assertThat(apart.folded()).isSameAs(apart);
        for (Tiles tiles : tiles()) {
            check(tiles, shape, 6);
            check(tiles, apart, 6);
        }
    }

    /// The change from plain loops to vector code, as it happens to users, shows in no result.
    @Test
    void productsBeforeAndAfterTheWarmUp() {
        Tiles tiles = new VectorTiles(new Float32(), 256, true);
        Problem problem = new Problem(tiles.elements(), GemmShape.of(65, 65, 65), 7);
        double[] expected = problem.expected();
        for (int i = 0; i < 300; i++) {
            assertThat(problem.computed(tiles)).containsExactly(expected);
        }
    }

    @Test
    void nothingAndInfinities() {
        float[] c = {1, 2, 3, 4};
        Gemm.multiply(GemmShape.of(2, 2, 0), new float[0], 0, new float[0], 0, c, 0);
        assertThat(c).containsExactly(0, 0, 0, 0);
        double[] d = {1, 2};
        Gemm.multiply(GemmShape.of(1, 2, 0).accumulating(), new double[0], 0, new double[0], 0, d, 0);
        assertThat(d).containsExactly(1, 2);
        // What pads a panel must not reach a result: 0 times infinity is not a number.
        float infinity = Float.POSITIVE_INFINITY;
        float[] y = new float[2];
        Gemm.multiply(GemmShape.of(1, 2, 1), new float[] {infinity}, 0, new float[] {1, -1}, 0, y, 0);
        assertThat(y).containsExactly(infinity, -infinity);
    }

    @Test
    void badShapes() {
        assertThatThrownBy(() -> GemmShape.of(1, -2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gemm: negative extent in batch 1, m 1, n -2, k 3");
        GemmShape shape = GemmShape.of(2, 2, 2);
        assertThatThrownBy(() -> shape.withC(shape.c().transposed()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "gemm: the columns of C are 2 elements apart; compute the transposed product B' A' where its"
                                + " rows are side by side");
    }

    private static void check(Tiles tiles, GemmShape shape, long seed) {
        Problem problem = new Problem(tiles.elements(), shape, seed);
        assertThat(problem.computed(tiles)).as("%s, seed %s", shape, seed).containsExactly(problem.expected());
    }
}
