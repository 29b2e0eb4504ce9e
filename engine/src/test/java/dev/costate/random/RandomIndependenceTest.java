package dev.costate.random;

import static dev.costate.Costate.vmap;
import static dev.costate.random.GoodnessOfFit.count;
import static dev.costate.random.GoodnessOfFit.equallyLikely;
import static dev.costate.random.GoodnessOfFit.mean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Streams of different keys have nothing to do with each other, nor have the elements of one, and orders of a
/// shuffle are equally likely.
class RandomIndependenceTest {
    private static final int N = 20_000;

    private static Map<String, List<Key>> relatives() {
        Key key = Key.of(3);
        Map<String, List<Key>> pairs = new LinkedHashMap<>();
        pairs.put("seeds in sequence", List.of(Key.of(3), Key.of(4)));
        pairs.put("seeds that differ in the high word", List.of(Key.of(3), Key.of(3 + (1L << 32))));
        pairs.put("the two of a split", key.split(2).list());
        pairs.put("a key and its first child", List.of(key, key.split().first()));
        pairs.put("numbers in sequence", List.of(key.foldIn(7), key.foldIn(8)));
        pairs.put("children of two keys", List.of(Key.of(3).foldIn(7), Key.of(4).foldIn(7)));
        pairs.put(
                "a number folded into a child",
                List.of(key.foldIn(0).foldIn(1), key.foldIn(1).foldIn(0)));
        return pairs;
    }

    @Test
    void streamsOfRelatedKeysDoNotCorrelate() {
        relatives().forEach((name, keys) -> {
            Tensor x = Random.normal(keys.get(0), DType.FLOAT64, Shape.of(N));
            Tensor y = Random.normal(keys.get(1), DType.FLOAT64, Shape.of(N));
            mean(name + ", x y", x.mul(y).toDoubles(), 0, 1);
            mean(name + ", x^2 y^2", x.square().mul(y.square()).toDoubles(), 1, Math.sqrt(8));
            mean(name + ", x y shifted", x.get("1:").mul(y.get(":-1")).toDoubles(), 0, 1);
        });
    }

    @Test
    void streamsOfRelatedKeysFillTheSquareEvenly() {
        relatives().forEach((name, keys) -> {
            Tensor x = Random.integers(keys.get(0), DType.INT32, Shape.of(N), 0, 16);
            Tensor y = Random.integers(keys.get(1), DType.INT32, Shape.of(N), 0, 16);
            equallyLikely(name, count(x.mul(16).add(y).toInts(), 256));
        });
    }

    @Test
    void everyBitIsSetHalfTheTimeAndFlipsFromElementToElement() {
        long[] words = Random.bits(Key.of(8), DType.INT64, Shape.of(N)).toLongs();
        for (int bit = 0; bit < 64; bit++) {
            int at = bit;
            double[] set = Arrays.stream(words).mapToDouble(w -> w >> at & 1).toArray();
            mean("bit " + bit, set, 0.5, 0.5);
            double[] flips = IntStream.range(1, N)
                    .mapToDouble(i -> (words[i] ^ words[i - 1]) >> at & 1)
                    .toArray();
            mean("flips of bit " + bit, flips, 0.5, 0.5);
        }
    }

    @Test
    void firstDrawsOfTheKeysOfASplitAreAsEvenAsDrawsOfOneKey() {
        Tensor first = vmap((Key k) -> Random.uniform(k)).apply(Key.of(6).split(N));
        mean("first draws", first.toDoubles(), 0.5, Math.sqrt(1.0 / 12));
        equallyLikely("first draws", count(first.mul(100).to(DType.INT32).toInts(), 100));
    }

    @Test
    void ordersOfAShuffleAreEquallyLikely() {
        Tensor orders =
                vmap((Key k) -> Random.permutation(k, 4)).apply(Key.of(9).split(12_000));
        int[] codes = orders.matmul(Tensor.of(64, 16, 4, 1)).toInts();
        int[] legal = IntStream.of(codes).distinct().sorted().toArray();
        assertThat(legal).hasSize(24);
        equallyLikely(
                "orders of 4",
                count(
                        IntStream.of(codes)
                                .map(c -> Arrays.binarySearch(legal, c))
                                .toArray(),
                        24));
    }

    @Test
    void everyPlaceOfAShuffleIsReachedFromEveryOther() {
        int n = 30;
        int[] orders = vmap((Key k) -> Random.permutation(k, n))
                .apply(Key.of(10).split(5_000))
                .toInts();
        int[] cells = IntStream.range(0, orders.length)
                .map(i -> i % n * n + orders[i])
                .toArray();
        equallyLikely("places", count(cells, n * n));
    }

    @Test
    void aLargeShuffleIsAPermutationWithAboutOneFixedPoint() {
        int n = 100_000;
        int[] order = Random.permutation(Key.of(11), n).toInts();
        assertThat(IntStream.of(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, n).toArray());
        // The number of fixed points is Poisson(1): over 9 has probability 1e-7.
        assertThat(IntStream.range(0, n).filter(i -> order[i] == i).count()).isLessThan(10);
        long[] halves = new long[100];
        for (int i = 0; i < n; i++) {
            halves[i / 10_000 * 10 + order[i] / 10_000]++;
        }
        equallyLikely("blocks", halves);
    }
}
