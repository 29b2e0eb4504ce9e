package dev.costate.random;

import static dev.costate.Costate.vmap;
import static dev.costate.random.GoodnessOfFit.count;
import static dev.costate.random.GoodnessOfFit.counts;
import static dev.costate.random.GoodnessOfFit.distribution;
import static dev.costate.random.GoodnessOfFit.equallyLikely;
import static dev.costate.random.GoodnessOfFit.mean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.internal.math.SpecialFunctions;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The draws have the distributions that they are named for.
class RandomDistributionTest {
    private static final Key KEY = Key.of(2024);
    private static final int N = 50_000;
    private static final Shape MANY = Shape.of(N);
    private static final double ROOT_2 = Math.sqrt(2);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void uniform(DType dtype) {
        double[] x = Random.uniform(KEY, dtype, MANY).toDoubles();
        distribution("uniform", x, u -> u);
        mean("uniform", x, 0.5, Math.sqrt(1.0 / 12));
        mean("uniform", squares(x), 1.0 / 3, Math.sqrt(1.0 / 5 - 1.0 / 9));
        assertThat(Arrays.stream(x)).allMatch(u -> u >= 0 && u < 1);
        double[] y = Random.uniform(KEY, dtype, MANY, -3, 5).toDoubles();
        distribution("uniform(-3, 5)", y, u -> (u + 3) / 8);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void normal(DType dtype) {
        double[] x = Random.normal(KEY, dtype, MANY).toDoubles();
        distribution("normal", x, RandomDistributionTest::normal);
        mean("normal", x, 0, 1);
        mean("square of normal", squares(x), 1, ROOT_2);
        mean("fourth power of normal", squares(squares(x)), 3, Math.sqrt(105 - 9));
        double[] y = Random.normal(KEY, dtype, MANY, -1, 0.25).toDoubles();
        distribution("normal(-1, 0.25)", y, v -> normal((v + 1) / 0.25));
        assertThat(Random.normal(KEY, dtype, MANY, 2, 0).toDoubles()).containsOnly(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void truncatedNormal(DType dtype) {
        double[][] bounds = {
            {-2, 2}, {0.5, 1.5}, {-1, Double.POSITIVE_INFINITY}, {Double.NEGATIVE_INFINITY, -2}, {-0.01, 0.02},
        };
        for (double[] b : bounds) {
            String name = "truncatedNormal" + Arrays.toString(b);
            double[] x = Random.truncatedNormal(KEY, dtype, MANY, b[0], b[1]).toDoubles();
            double below = normal(b[0]);
            double mass = normal(b[1]) - below;
            distribution(name, x, v -> (normal(v) - below) / mass);
            assertThat(Arrays.stream(x)).as(name).allMatch(v -> v > b[0] && v < b[1]);
        }
        double[] whole = Random.truncatedNormal(KEY, dtype, MANY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                .toDoubles();
        assertThat(Arrays.stream(whole)).allMatch(v -> Math.abs(v) < 9);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void standardDistributions(DType dtype) {
        double[] x = Random.exponential(KEY, dtype, MANY).toDoubles();
        distribution("exponential", x, v -> -Math.expm1(-v));
        mean("exponential", x, 1, 1);
        distribution("gumbel", Random.gumbel(KEY, dtype, MANY).toDoubles(), v -> Math.exp(-Math.exp(-v)));
        distribution("logistic", Random.logistic(KEY, dtype, MANY).toDoubles(), SpecialFunctions::sigmoid);
        distribution(
                "laplace",
                Random.laplace(KEY, dtype, MANY).toDoubles(),
                v -> v < 0 ? 0.5 * Math.exp(v) : 1 - 0.5 * Math.exp(-v));
    }

    /// Shape parameters whose distribution functions have a closed form: `chi-square / 2`, exponential, Erlang.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void gamma(DType dtype) {
        Shape shape = Shape.of(10_000);
        DoubleUnaryOperator half = v -> SpecialFunctions.erf(Math.sqrt(v));
        distribution("gamma(0.5)", Random.gamma(KEY, dtype, shape, 0.5).toDoubles(), half);
        for (int a : new int[] {1, 2, 7}) {
            double[] x = Random.gamma(KEY, dtype, shape, a).toDoubles();
            distribution("gamma(" + a + ")", x, v -> erlang(a, v));
            mean("gamma(" + a + ")", x, a, Math.sqrt(a));
        }
        double[] x = Random.gamma(KEY, dtype, shape, 0.1).toDoubles();
        mean("gamma(0.1)", x, 0.1, Math.sqrt(0.1));
        mean("square of gamma(0.1)", squares(x), 0.11, Math.sqrt(0.1 * 1.1 * 2.1 * 3.1 - 0.11 * 0.11));
    }

    @ParameterizedTest
    @EnumSource(names = {"INT32", "INT64"})
    void integers(DType dtype) {
        for (int span : new int[] {2, 10, 97}) {
            int[] x = Random.integers(KEY, dtype, MANY, -7, span - 7).add(7).toInts();
            equallyLikely("integers of " + span, count(x, span));
        }
        // As wide as equal probabilities are promised for.
        int shift = dtype == DType.INT32 ? 14 : 29;
        int[] wide = Random.integers(KEY, dtype, MANY, 0, 3L << shift).toInts();
        int[] thirds = IntStream.of(wide).map(v -> v >> shift).toArray();
        equallyLikely("thirds of 3 2^" + shift, count(thirds, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void bernoulliAndCategorical(DType dtype) {
        for (double p : new double[] {0, 0.03, 0.5, 1}) {
            Tensor drawn = Random.bernoulli(KEY, Tensor.scalar(p).to(dtype).broadcastTo(N));
            counts("bernoulli", count(drawn.to(DType.INT32).toInts(), 2), new double[] {1 - p, p});
        }
        Tensor logits = Tensor.of(1.0, 2, 3, 0, 4).to(dtype).log().add(7);
        double[] p = {0.1, 0.2, 0.3, 0, 0.4};
        counts("categorical", count(Random.categorical(KEY, logits, 0, MANY).toInts(), 5), p);
        counts("choice", count(Random.choice(KEY, 5, MANY, true, logits.exp()).toInts(), 5), p);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void weightedChoiceWithoutReplacementIsOneDrawAfterTheOther(DType dtype) {
        double[] p = {0.1, 0.2, 0.3, 0.4};
        Tensor weights = Tensor.of(p).to(dtype);
        int[] pairs = vmap((Key k) -> Random.choice(k, 4, Shape.of(2), false, weights))
                .apply(KEY.split(20_000))
                .matmul(Tensor.of(4, 1))
                .toInts();
        double[] expected = new double[16];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                expected[4 * i + j] = i == j ? 0 : p[i] * p[j] / (1 - p[i]);
            }
        }
        counts("pairs", count(pairs, 16), expected);
    }

    private static double normal(double x) {
        return 0.5 * SpecialFunctions.erfc(-x / ROOT_2);
    }

    /// `1 - e^-x sum_{k<a} x^k / k!`
    private static double erlang(int a, double x) {
        double sum = 0;
        double term = 1;
        for (int k = 0; k < a; k++) {
            sum += term;
            term *= x / (k + 1);
        }
        return 1 - Math.exp(-x) * sum;
    }

    private static double[] squares(double[] x) {
        return Arrays.stream(x).map(v -> v * v).toArray();
    }
}
