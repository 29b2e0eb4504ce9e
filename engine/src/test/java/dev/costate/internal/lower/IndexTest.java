package dev.costate.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.graph.RandomGraphs;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/// The normal form of indices equals plain arithmetic at every point, and every range is one.
class IndexTest {
    private static final int[] EXTENTS = {5, 4, 1};

    /// An index beside the plain function it should be.
    private record Pair(Index index, ToLongFunction<long[]> plain) {}

    @Test
    void normalFormsEqualPlainArithmetic() {
        RandomGraphs.seeds(2000).forEach(seed -> {
            Pair pair = random(new Random(seed), 6);
            for (int a = 0; a < EXTENTS[0]; a++) {
                for (int b = 0; b < EXTENTS[1]; b++) {
                    long[] point = {a, b, 0};
                    // The executor also checks each range.
                    assertThat(LoweredExecutor.interpreting().index(pair.index(), List.of(), point))
                            .as("-Dcostate.seed=%s: %s at %s, %s", seed, pair.index(), a, b)
                            .isEqualTo(pair.plain().applyAsLong(point));
                }
            }
        });
    }

    private static Pair random(Random random, int depth) {
        if (depth == 0 || random.nextInt(6) == 0) {
            int axis = random.nextInt(EXTENTS.length + 1);
            return axis < EXTENTS.length
                    ? new Pair(Index.axis(axis, EXTENTS[axis]), point -> point[axis])
                    : new Pair(Index.literal(depth - 3L), _ -> depth - 3L);
        }
        Pair x = random(random, depth - 1);
        ToLongFunction<long[]> f = x.plain();
        long factor = random.nextInt(9) - 4L;
        long divisor = 1L + random.nextInt(6);
        return switch (random.nextInt(7)) {
            case 0 -> new Pair(x.index().times(factor), p -> factor * f.applyAsLong(p));
            case 1 -> new Pair(x.index().plus(factor), p -> factor + f.applyAsLong(p));
            case 2 -> new Pair(x.index().floorDiv(divisor), p -> Math.floorDiv(f.applyAsLong(p), divisor));
            case 3 -> new Pair(x.index().mod(divisor), p -> Math.floorMod(f.applyAsLong(p), divisor));
            case 4 -> new Pair(x.index().clamp(-3, factor + 3), p -> Math.clamp(f.applyAsLong(p), -3, factor + 3));
            case 5 -> {
                // 2 x if the factor is 2, and nothing as simple if not.
                Index whole = x.index()
                        .floorDiv(divisor)
                        .times(factor * divisor)
                        .plus(x.index().mod(divisor).times(2));
                yield new Pair(
                        whole,
                        p -> factor * divisor * Math.floorDiv(f.applyAsLong(p), divisor)
                                + 2 * Math.floorMod(f.applyAsLong(p), divisor));
            }
            default -> {
                Pair y = random(random, depth - 1);
                yield new Pair(
                        x.index().plus(y.index()),
                        p -> f.applyAsLong(p) + y.plain().applyAsLong(p));
            }
        };
    }

    @Test
    void quotientAndRemainderMakeTheWhole() {
        Index i = Index.axis(0, 60);
        Index split =
                i.floorDiv(12).times(12).plus(i.floorDiv(4).mod(3).times(4)).plus(i.mod(4));
        assertThat(split).isEqualTo(i);
        Index joined = Index.axis(0, 5).times(12).plus(Index.axis(1, 12));
        assertThat(joined.floorDiv(12)).isEqualTo(Index.axis(0, 5));
        assertThat(joined.mod(12)).isEqualTo(Index.axis(1, 12));
        assertThat(joined.floorDiv(4)).hasToString("(i1 div 4)+3*i0");
        assertThat(joined.mod(4)).hasToString("(i1 mod 4)");
    }

    @Test
    void sumsMergeAndCancel() {
        Index i = Index.axis(0, 5);
        assertThat(i.times(3).plus(i.times(-2))).isEqualTo(i);
        assertThat(i.plus(i.times(-1)).plus(7)).isEqualTo(Index.literal(7));
        assertThat(i.times(0)).isEqualTo(Index.literal(0));
        Index j = Index.axis(1, 4);
        assertThat(i.plus(j)).isEqualTo(j.plus(i));
        assertThat(i.times(-1).plus(4)).hasToString("-i0+4");
    }

    @Test
    void anAxisOfOnePlaceIsZero() {
        assertThat(Index.axis(2, 1)).isEqualTo(Index.literal(0));
        assertThat(Index.axis(2, 0)).isEqualTo(new Index.Axis(2, 0));
    }
}
