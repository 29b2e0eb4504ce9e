package dev.costate.random;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jacobian;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Vmap;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Derivatives with the random bits held fixed.
class RandomDerivativesTest {
    private static final Key KEY = Key.of(12);
    private static final Shape SHAPE = Shape.of(500);

    private record Bounds(Tensor low, Tensor high) {}

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void ofUniformNumbersByTheirBounds(DType dtype) {
        Tensor u = Random.uniform(KEY, dtype, SHAPE);
        Bounds at = new Bounds(Tensor.scalar(dtype, -2), Tensor.scalar(dtype, 3));
        Bounds g = grad((Bounds b) ->
                        Random.uniform(KEY, dtype, SHAPE, b.low(), b.high()).sum())
                .apply(at);
        double sum = u.sum().item();
        assertThat(g.high().item()).isEqualTo(sum, within(1e-4));
        assertThat(g.low().item()).isEqualTo(500 - sum, within(1e-4));
        assertThat(g.low().dtype()).isEqualTo(dtype);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void ofNormalNumbersByMeanAndDeviation(DType dtype) {
        Tensor z = Random.normal(KEY, dtype, Shape.of(3, 2));
        Bounds at = new Bounds(Tensor.of(1.0, -1).to(dtype), Tensor.of(0.5, 2).to(dtype));
        Bounds g = grad((Bounds b) -> Random.normal(KEY, dtype, Shape.of(3, 2), b.low(), b.high())
                        .sum())
                .apply(at);
        assertThat(g.low().toDoubles()).containsExactly(3, 3);
        assertThat(g.high().toDoubles()).containsExactly(z.sum(0).toDoubles(), within(1e-5));
    }

    /// The mean of `(m + s z)^2` has the gradient `(2 (m + s z), 2 z (m + s z))`, member by member of an
    /// ensemble of keys.
    @Test
    void goThroughJitAndVmapOverKeys() {
        Bounds at = new Bounds(Tensor.scalar(0.3), Tensor.scalar(1.5));
        Fn2<Key, Bounds, Bounds> gradient =
                (k, b) -> grad((Bounds t) -> Random.normal(k, DType.FLOAT64, Shape.of(), t.low(), t.high())
                                .square())
                        .apply(b);
        Key keys = KEY.split(7);
        Bounds g = jit(vmap(gradient).in(0, Vmap.SHARED)).apply(keys, at);
        for (int i = 0; i < 7; i++) {
            double z = Random.normal(keys.get(i), DType.FLOAT64, Shape.of()).item();
            assertThat(g.low().get(i).item()).isEqualTo(2 * (0.3 + 1.5 * z), within(1e-14));
            assertThat(g.high().get(i).item()).isEqualTo(2 * z * (0.3 + 1.5 * z), within(1e-14));
        }
    }

    @Test
    void ofBitsAndCategoriesAreZero() {
        Fn1<Tensor, Tensor> f = p -> Random.categorical(KEY, p, 0)
                .to(DType.FLOAT64)
                .add(Random.choice(KEY, 3, Shape.of(), true, p).to(DType.FLOAT64))
                .add(Random.choice(KEY, 3, Shape.of(), false, p).to(DType.FLOAT64))
                .add(Random.bernoulli(KEY, p).sum().to(DType.FLOAT64));
        assertThat(grad(f).apply(Tensor.of(0.2, 0.5, 0.3)).toDoubles()).containsOnly(0);
    }

    /// A gamma number is a quantile: at its own level, `x(a + h) - x(a - h)` over `2 h`, the quantile found by
    /// bisection of the distribution function, which is integrated.
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 1, 1.7, 8, 60})
    void ofGammaNumbersByTheirShapeParameterAreThoseOfTheQuantile(double a) {
        Tensor at = Tensor.scalar(a).broadcastTo(12);
        double[] x = Random.gamma(KEY, at).toDoubles();
        double[] slopes =
                grad((Tensor t) -> Random.gamma(KEY, t).sum()).apply(at).toDoubles();
        double[] pushed = jvp((Tensor t) -> Random.gamma(KEY, t), at, at.mul(0).add(1))
                .tangent()
                .toDoubles();
        for (int i = 0; i < x.length; i++) {
            double h = 1e-4 * a;
            double level = incompleteGamma(a, x[i]);
            if (x[i] < 1e-8 * a || level > 1 - 1e-5) {
                continue; // the quantile is not found to enough digits
            }
            double expected = (quantile(a + h, level, x[i]) - quantile(a - h, level, x[i])) / (2 * h);
            assertThat(slopes[i]).as("a = %s, x = %s", a, x[i]).isEqualTo(expected, within(1e-6 * expected));
            assertThat(pushed[i]).isEqualTo(slopes[i], within(1e-14 * slopes[i]));
        }
    }

    @Test
    void ofGammaNumbersInFloat32AreThoseInFloat64Rounded() {
        Tensor a = Tensor.of(0.3f, 2.5f, 40f);
        Tensor slopes = grad((Tensor t) -> Random.gamma(KEY, t).sum()).apply(a);
        assertThat(slopes.dtype()).isEqualTo(DType.FLOAT32);
        Tensor x = Random.gamma(KEY, a);
        Tensor wide = vmap(GammaDerivative::of).apply(a.to(DType.FLOAT64), x.to(DType.FLOAT64));
        assertThat(slopes.identical(wide.to(DType.FLOAT32))).isTrue();
    }

    /// The mean of gamma numbers is `a`, and that of their squares `a + a^2`: so are the derivatives.
    @Test
    void ofMeansOfGammaNumbersAreThoseOfTheMean() {
        Shape many = Shape.of(4000);
        Tensor a = Tensor.scalar(2.5);
        Fn1<Tensor, Tensor> draw = t -> Random.gamma(KEY, t.broadcastTo(4000));
        double[] slopes = jacobian(draw).apply(a).toDoubles();
        GoodnessOfFit.mean("dx/da", slopes, 1, deviation(slopes));
        double[] ofSquares =
                jacobian((Tensor t) -> draw.apply(t).square()).apply(a).toDoubles();
        GoodnessOfFit.mean("dx^2/da", ofSquares, 1 + 2 * 2.5, deviation(ofSquares));
        assertThat(draw.apply(a).shape()).isEqualTo(many);
    }

    private static double deviation(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    /// `P(a, x)` by its power series.
    private static double incompleteGamma(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (double k = a + 1; term > 1e-18 * sum; k++) {
            term *= x / k;
            sum += term;
        }
        return sum * Math.exp(a * Math.log(x) - x - logGamma(a));
    }

    /// `ln Gamma(a)`, by Stirling's series from `a + 12` on.
    private static double logGamma(double a) {
        double shift = 0;
        double z = a;
        for (; z < 12; z++) {
            shift += Math.log(z);
        }
        double w = 1 / (z * z);
        double series = (1.0 / 12 - w * (1.0 / 360 - w * (1.0 / 1260 - w * (1.0 / 1680 - w / 1188)))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }

    private static double quantile(double a, double level, double near) {
        double low = near / 4;
        double high = near * 4;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (incompleteGamma(a, middle) < level) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
