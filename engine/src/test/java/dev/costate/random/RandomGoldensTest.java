package dev.costate.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// What `jax.random` draws, in every bit where no transcendental function is taken.
class RandomGoldensTest {
    @Test
    void bits() {
        for (JaxGoldens.Case c : JaxGoldens.of("bits")) {
            boolean single = c.dtype().equals("u32");
            Tensor got = Random.bits(key(c), single ? DType.INT32 : DType.INT64, shape(c));
            long[] expected = c.values().stream()
                    .mapToLong(v -> single ? Integer.parseUnsignedInt(v, 16) : Long.parseUnsignedLong(v, 16))
                    .toArray();
            assertThat(got.shape()).isEqualTo(shape(c));
            assertThat(got.toLongs()).as(c.toString()).isEqualTo(expected);
        }
    }

    /// XLA fuses the multiplication and the addition, so that with bounds one rounding of the larger one
    /// differs.
    @Test
    void uniform() {
        for (JaxGoldens.Case c : JaxGoldens.of("uniform")) {
            if (c.options().isEmpty()) {
                equal(c, Random.uniform(key(c), dtype(c), shape(c)));
                continue;
            }
            double low = Double.parseDouble(c.option("minval"));
            double high = Double.parseDouble(c.option("maxval"));
            double larger = Math.max(Math.abs(low), Math.abs(high));
            double ulp = dtype(c) == DType.FLOAT32 ? Math.ulp((float) larger) : Math.ulp(larger);
            near(c, Random.uniform(key(c), dtype(c), shape(c), low, high), _ -> ulp);
        }
    }

    /// XLA's inverse error function is poor in the tails (see `jax_random_goldens.py`).
    @Test
    void normal() {
        for (JaxGoldens.Case c : JaxGoldens.of("normal")) {
            double relative = tolerance(c, 3e-5, 1e-11);
            near(c, Random.normal(key(c), dtype(c), shape(c)), v -> relative * Math.abs(v));
        }
    }

    @Test
    void truncatedNormal() {
        for (JaxGoldens.Case c : JaxGoldens.of("truncated_normal")) {
            double lower = real(c.option("lower"));
            double upper = real(c.option("upper"));
            Tensor got = Random.truncatedNormal(key(c), dtype(c), shape(c), lower, upper);
            near(c, got, _ -> tolerance(c, 3e-5, 1e-11));
        }
    }

    @Test
    void exponential() {
        for (JaxGoldens.Case c : JaxGoldens.of("exponential")) {
            double relative = tolerance(c, 4 * Math.ulp(1f), 1e-13);
            near(c, Random.exponential(key(c), dtype(c), shape(c)), v -> relative * v);
        }
    }

    @Test
    void gumbel() {
        for (JaxGoldens.Case c : JaxGoldens.of("gumbel")) {
            near(c, Random.gumbel(key(c), dtype(c), shape(c)), _ -> tolerance(c, 2e-6, 5e-15));
        }
    }

    @Test
    void gamma() {
        for (JaxGoldens.Case c : JaxGoldens.of("gamma")) {
            double relative = tolerance(c, 5e-6, 1e-13);
            Tensor got = Random.gamma(key(c), dtype(c), shape(c), real(c.option("alpha")));
            near(c, got, v -> relative * v);
        }
    }

    /// An empty range is an error here; JAX then gives the lower bound.
    @Test
    void integers() {
        for (JaxGoldens.Case c : JaxGoldens.of("randint")) {
            long low = Long.parseLong(c.option("minval"));
            long high = Long.parseLong(c.option("maxval"));
            DType dtype = c.dtype().equals("i32") ? DType.INT32 : DType.INT64;
            if (low == high) {
                assertThatExceptionOfType(ArgumentException.class)
                        .isThrownBy(() -> Random.integers(key(c), dtype, shape(c), low, high));
                continue;
            }
            equal(c, Random.integers(key(c), dtype, shape(c), low, high));
        }
    }

    @Test
    void permutation() {
        for (JaxGoldens.Case c : JaxGoldens.of("permutation")) {
            equal(c, Random.permutation(key(c), c.shape().getFirst()));
        }
        for (JaxGoldens.Case c : JaxGoldens.of("permutation_head")) {
            Tensor order = Random.permutation(key(c), Integer.parseInt(c.option("n")));
            equal(c, Layout.slice(order, 0, 0, c.shape().getFirst()));
        }
    }

    @Test
    void choice() {
        for (JaxGoldens.Case c : JaxGoldens.of("choice")) {
            int n = Integer.parseInt(c.option("n"));
            boolean replace = !c.options().containsKey("replace");
            equal(
                    c,
                    c.options().containsKey("p")
                            ? Random.choice(key(c), n, shape(c), replace, probabilities(c))
                            : Random.choice(key(c), n, shape(c), replace));
        }
    }

    @Test
    void categorical() {
        for (JaxGoldens.Case c : JaxGoldens.of("categorical")) {
            equal(c, Random.categorical(key(c), probabilities(c).log(), -1, shape(c)));
        }
        for (JaxGoldens.Case c : JaxGoldens.of("categorical_rows")) {
            Tensor rows = probabilities(c).log().broadcastTo(c.shape().getFirst(), 4);
            equal(c, Random.categorical(key(c), rows, 1));
            equal(c, Random.categorical(key(c), rows, -1));
        }
    }

    @Test
    void bernoulli() {
        for (JaxGoldens.Case c : JaxGoldens.of("bernoulli")) {
            Tensor p = Tensor.scalar(real(c.option("p")))
                    .to(dtype(c))
                    .broadcastTo(c.shape().getFirst());
            equal(c, Random.bernoulli(key(c), p));
            if (dtype(c) == DType.FLOAT32) {
                equal(c, Random.bernoulli(key(c), real(c.option("p")), shape(c)));
            }
        }
    }

    private static void equal(JaxGoldens.Case c, Tensor got) {
        near(c, got, _ -> 0);
    }

    private static void near(JaxGoldens.Case c, Tensor got, DoubleUnaryOperator tolerance) {
        assertThat(got.shape()).as(c.toString()).isEqualTo(shape(c));
        List<String> values = c.values();
        double[] numbers = got.toDoubles();
        assertThat(numbers).as(c.toString()).hasSize(values.size());
        for (int i = 0; i < numbers.length; i++) {
            if (got.dtype().isFloating()) {
                double expected = dtype(c) == DType.FLOAT32 ? Float.parseFloat(values.get(i)) : real(values.get(i));
                assertThat(numbers[i]).as(c.toString()).isEqualTo(expected, within(tolerance.applyAsDouble(expected)));
            } else {
                assertThat(got.to(DType.INT64).toLongs()[i]).as(c.toString()).isEqualTo(Long.parseLong(values.get(i)));
            }
        }
    }

    private static Key key(JaxGoldens.Case c) {
        return Key.of(c.seed());
    }

    private static Shape shape(JaxGoldens.Case c) {
        return Shape.of(c.shape().stream().mapToInt(Integer::intValue).toArray());
    }

    private static DType dtype(JaxGoldens.Case c) {
        return DType.ofCode(c.dtype()).orElseThrow();
    }

    private static double tolerance(JaxGoldens.Case c, double single, double wide) {
        return dtype(c) == DType.FLOAT32 ? single : wide;
    }

    private static double real(String text) {
        return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }

    private static Tensor probabilities(JaxGoldens.Case c) {
        double[] p = Arrays.stream(c.option("p").split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return Tensor.of(p).to(dtype(c));
    }
}
