package dev.costate.random;

import static dev.costate.Costate.jit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Type;
import dev.costate.ops.Creation;
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
    void returnsTensorsOfNumPysDtypesAndOfTheShapeAskedFor() {
        assertThat(np.rand(2, 3).type()).isEqualTo(Type.of(DType.FLOAT64, 2, 3));
        assertThat(np.randn(4).type()).isEqualTo(Type.of(DType.FLOAT64, 4));
        assertThat(np.uniform(0, 1, 0, 2).type()).isEqualTo(Type.of(DType.FLOAT64, 0, 2));
        assertThat(np.randint(0, 5, 2, 1).type()).isEqualTo(Type.of(DType.INT64, 2, 1));
        assertThat(np.permutation(3).type()).isEqualTo(Type.of(DType.INT64, 3));
        assertThat(np.choice(3, 2, true).type()).isEqualTo(Type.of(DType.INT64, 2));
        assertThat(np.choice(Tensor.of(1f, 2f), 5, true).type()).isEqualTo(Type.of(DType.FLOAT32, 5));
    }

    @Test
    void knowsTheOtherNames() {
        LegacyNumPy other = new LegacyNumPy(0);
        assertThat(np.rand()).isEqualTo(other.randomSample());
        assertThat(np.randn()).isEqualTo(other.standardNormal());
        assertThat(np.rand(2, 2).identical(other.randomSample(2, 2))).isTrue();
        assertThat(np.randn(2, 2).identical(other.standardNormal(2, 2))).isTrue();
        assertThat(np.randint(10)).isEqualTo(other.randint(0, 10));
    }

    @Test
    void shufflesArraysOfEveryTypeListsAndTensorsAlike() {
        long[] order = new LegacyNumPy(9).permutation(20).toLongs();
        long[] longs = LongStream.range(0, 20).toArray();
        double[] doubles = IntStream.range(0, 20).asDoubleStream().toArray();
        List<Long> list = new ArrayList<>(LongStream.range(0, 20).boxed().toList());
        int[] ints = IntStream.range(0, 20).toArray();
        Tensor rows = Creation.arange(DType.INT32, 40).reshape(20, 2);

        new LegacyNumPy(9).shuffle(ints);
        new LegacyNumPy(9).shuffle(longs);
        new LegacyNumPy(9).shuffle(doubles);
        new LegacyNumPy(9).shuffle(list);
        assertThat(Arrays.stream(ints).asLongStream().toArray()).isEqualTo(order);
        assertThat(longs).isEqualTo(order);
        assertThat(Arrays.stream(doubles).mapToLong(x -> (long) x).toArray()).isEqualTo(order);
        assertThat(list).isEqualTo(LongStream.of(order).boxed().toList());
        assertThat(new LegacyNumPy(9).permutation(rows).get(":, 1").toInts())
                .isEqualTo(LongStream.of(order).mapToInt(i -> (int) (2 * i + 1)).toArray());
    }

    /// Under a transformation the numbers are constants of the traced program.
    @Test
    void drawsWhenAFunctionIsTraced() {
        var f = jit((Tensor x) -> x.add(np.rand(3)));
        double[] expected = new LegacyNumPy(0).rand(3).toDoubles();
        assertThat(f.apply(Tensor.scalar(0)).toDoubles()).isEqualTo(expected);
        assertThat(f.apply(Tensor.scalar(0)).toDoubles()).isEqualTo(expected);
    }

    @Test
    void startsFromTheSeedOfItsConstructor() {
        np.seed(77);
        assertThat(new LegacyNumPy(77).rand(5).identical(np.rand(5))).isTrue();
        np.seed(new long[] {77, 78});
        assertThat(new LegacyNumPy(new long[] {77, 78}).rand(5).identical(np.rand(5)))
                .isTrue();
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
        double[] alone = new LegacyNumPy(0).randn(4, each).toDoubles();
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
        says(
                "choice: f64[2,2] is no vector; choose among the numbers of its rows and take those",
                () -> np.choice(np.rand(2, 2), 1, true));
        says("randint: low 0 is not below high 0, which is exclusive; swap or widen them", () -> np.randint(0));
        assertThatExceptionOfType(ShapeException.class)
                .isThrownBy(() -> np.permutation(Tensor.scalar(1)))
                .withMessageStartingWith("dim: f64[] has no axis 0");
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
