package dev.costate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.costate.ShapeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LegacyNumPyTest {
    private final LegacyNumPy np = new LegacyNumPy(0);

    @Test
    void shufflesArraysOfEveryTypeAndListsAlike() {
        int[] order = new LegacyNumPy(9).permutation(20);
        long[] longs = LongStream.range(0, 20).toArray();
        double[] doubles = IntStream.range(0, 20).asDoubleStream().toArray();
        List<Integer> list = new ArrayList<>(IntStream.range(0, 20).boxed().toList());
        int[] ints = IntStream.range(0, 20).toArray();

        assertThat(new LegacyNumPy(9).permutation(longs))
                .isEqualTo(Arrays.stream(order).asLongStream().toArray());
        assertThat(longs).as("permutation copies").isSorted();
        assertThat(new LegacyNumPy(9).permutation(doubles))
                .isEqualTo(Arrays.stream(order).asDoubleStream().toArray());
        assertThat(doubles).as("permutation copies").isSorted();

        new LegacyNumPy(9).shuffle(ints);
        new LegacyNumPy(9).shuffle(longs);
        new LegacyNumPy(9).shuffle(list);
        assertThat(ints).isEqualTo(order);
        assertThat(longs).isEqualTo(Arrays.stream(order).asLongStream().toArray());
        assertThat(list).isEqualTo(Arrays.stream(order).boxed().toList());
    }

    @Test
    void startsFromTheSeedOfItsConstructor() {
        np.seed(77);
        assertThat(new LegacyNumPy(77).rand(5)).isEqualTo(np.rand(5));
        np.seed(new long[] {77, 78});
        assertThat(new LegacyNumPy(new long[] {77, 78}).rand(5)).isEqualTo(np.rand(5));
    }

    /// No number is lost and none comes twice when threads share a generator.
    @Test
    void handsEachNumberToOneOfTheThreadsThatShareIt() throws InterruptedException {
        int each = 50_000;
        double[][] drawn = new double[4][each];
        var start = new CountDownLatch(1);
        List<Thread> threads = Arrays.stream(drawn)
                .map(mine -> Thread.ofPlatform().start(() -> {
                    awaitQuietly(start);
                    for (int i = 0; i < each; i++) {
                        mine[i] = np.randn();
                    }
                }))
                .toList();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        double[] alone = new LegacyNumPy(0).randn(4, each);
        assertThat(Arrays.stream(drawn).flatMapToDouble(Arrays::stream).sorted().toArray())
                .isEqualTo(Arrays.stream(alone).sorted().toArray());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatIsWrongWithAnArgument() {
        says(
                "seed: -1 is not from 0 to 2^32 - 1, as NumPy's legacy generator needs; give a larger one as an array"
                        + " of 32-bit words",
                () -> np.seed(-1));
        says(
                "seed: 4294967296 is not from 0 to 2^32 - 1, as NumPy's legacy generator needs; give a larger one as"
                        + " an array of 32-bit words",
                () -> new LegacyNumPy(1L << 32));
        says("seed: the array is empty; give at least one number", () -> np.seed(new long[0]));
        says("normal: scale is -1.0; it must be 0 or more", () -> np.normal(0, -1, 3));
        says("normal: scale is NaN; it must be 0 or more", () -> np.normal(0, Double.NaN));
        says("exponential: scale is -2.0; it must be 0 or more", () -> np.exponential(-2));
        says("gamma: k is -0.5; it must be 0 or more", () -> np.gamma(-0.5, 1));
        says("gamma: scale is NaN; it must be 0 or more", () -> np.gamma(1, Double.NaN, 2));
        says(
                "uniform: the range from 0.0 to Infinity is not finite; give finite bounds nearer together",
                () -> np.uniform(0, Double.POSITIVE_INFINITY));
        says("randint: low 5 is not below high 5, which is exclusive; swap or widen them", () -> np.randint(5, 5, 2));
        says("permutation: n is -1; it must be 0 or more", () -> np.permutation(-1));
        says("choice: 3 of -2 elements; neither may be negative", () -> np.choice(-2, 3, true));
        says("choice: 1 of no elements; give at least one", () -> np.choice(0, 1, true));
        says(
                "choice: 4 different elements are wanted of 3; draw fewer, or with replacement",
                () -> np.choice(3, 4, false));
        says(
                "choice: 2 probabilities for 3 elements; give one for each",
                () -> np.choice(3, 1, true, new double[] {0.5, 0.5}));
        says(
                "choice: probability 1 is NaN; each must be a number and not negative",
                () -> np.choice(2, 1, true, new double[] {1, Double.NaN}));
        says(
                "choice: probability 0 is -0.5; each must be a number and not negative",
                () -> np.choice(2, 1, true, new double[] {-0.5, 1.5}));
        says(
                "choice: the probabilities sum to 0.75, not 1; divide by the sum",
                () -> np.choice(2, 1, true, new double[] {0.5, 0.25}));
        says(
                "choice: 2 different elements are wanted and only 1 have a positive probability; draw fewer, or with"
                        + " replacement",
                () -> np.choice(2, 2, false, new double[] {1, 0}));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> np.rand(2, -3))
                .withMessageStartingWith("shape: an extent is negative: [2,-3] at LegacyNumPyTest.java:");
    }

    private static void says(String message, ThrowingCallable call) {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(call)
                .withMessage(message);
    }

    @Test
    void drawsNothingWhenAnArgumentIsWrong() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> np.normal(0, -1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> np.choice(3, 4, false));
        assertThat(np.rand()).isEqualTo(new LegacyNumPy(0).rand());
    }
}
