package dev.costate;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import dev.costate.ops.Activation;
import dev.costate.ops.Reductions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives where a function has a kink, a pole or an edge: the documented values, and whether JAX and
/// PyTorch say the same (the file of what they say tells how it was made).
class AwkwardPointsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    /// Who agrees.
    private enum Agree {
        BOTH,
        JAX,
        PYTORCH,
        NEITHER
    }

    /// A function of a vector, with the gradient that is documented.
    record Case(String name, Agree agree, Fn1<Tensor, Tensor> f, double... gradient) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// What the libraries say: a point, and the gradient of each there.
    private record Golden(double[] point, double[] jax, double[] pytorch) {}

    private static final Map<String, Golden> GOLDENS = goldens();

    private static Fn1<Tensor, Tensor> first(Fn1<Tensor, Tensor> f) {
        return x -> f.apply(x.get(0));
    }

    static Stream<Case> kinks() {
        return Stream.of(
                new Case("abs", Agree.PYTORCH, first(Tensor::abs), 0),
                new Case("sign", Agree.BOTH, first(Tensor::sign), 0),
                new Case("floor", Agree.BOTH, first(Tensor::floor), 0),
                new Case("maximum tie", Agree.BOTH, x -> x.get(0).maximum(x.get(1)), 0.5, 0.5),
                new Case("minimum tie", Agree.BOTH, x -> x.get(0).minimum(x.get(1)), 0.5, 0.5),
                new Case("max ties", Agree.BOTH, Tensor::max, 0, 1.0 / 3, 1.0 / 3, 1.0 / 3),
                new Case("min ties", Agree.BOTH, Tensor::min, 0.5, 0, 0.5),
                new Case("clamp at its bound", Agree.JAX, first(x -> x.clamp(0, 1)), 0.5),
                new Case("relu", Agree.BOTH, first(Tensor::relu), 0),
                new Case("leaky relu", Agree.PYTORCH, first(x -> Activation.leakyRelu(x, 0.1)), 0.1),
                new Case("elu", Agree.BOTH, first(x -> Activation.elu(x, 2)), 2),
                new Case("softplus", Agree.BOTH, first(Activation::softplus), 0.5),
                new Case("maximum of a NaN", Agree.JAX, x -> x.get(0).maximum(x.get(1)), 0, 0));
    }

    static Stream<Case> poles() {
        return Stream.of(
                new Case("sqrt", Agree.BOTH, first(Tensor::sqrt), INF),
                new Case("cbrt", Agree.JAX, first(Tensor::cbrt), INF),
                new Case("rsqrt", Agree.BOTH, first(Tensor::rsqrt), -INF),
                new Case("log", Agree.BOTH, first(Tensor::log), INF),
                new Case("log1p", Agree.BOTH, first(Tensor::log1p), INF),
                new Case("asin", Agree.BOTH, first(Tensor::asin), INF),
                new Case("acos", Agree.BOTH, first(Tensor::acos), -INF),
                new Case("acosh", Agree.BOTH, first(Tensor::acosh), INF),
                new Case("atanh", Agree.BOTH, first(Tensor::atanh), INF),
                new Case("reciprocal", Agree.BOTH, first(Tensor::reciprocal), -INF),
                new Case("quotient of zeros", Agree.BOTH, x -> x.get(0).div(x.get(1)), INF, NAN),
                new Case("norm", Agree.PYTORCH, Tensor::norm, 0, 0),
                new Case("atan2", Agree.PYTORCH, x -> x.get(0).atan2(x.get(1)), 0, 0),
                new Case("sigmoid far out", Agree.BOTH, first(Tensor::sigmoid), 0),
                new Case("tanh far out", Agree.BOTH, first(Tensor::tanh), 0),
                new Case("softplus far out", Agree.BOTH, first(Activation::softplus), 1));
    }

    static Stream<Case> zeros() {
        Fn1<Tensor, Tensor> running = x -> Reductions.cumProd(x, 0).sum();
        return Stream.of(
                new Case("product with one zero", Agree.BOTH, Tensor::prod, 0, 10, 0),
                new Case("product with two zeros", Agree.BOTH, Tensor::prod, 0, 0, 0),
                new Case("running product with a zero", Agree.BOTH, running, 1, 12, 0),
                new Case("running product with two zeros", Agree.BOTH, running, 1, 12, 0, 0),
                new Case("logSumExp with -infinity", Agree.BOTH, Tensor::logSumExp, 0, 0.5, 0.5),
                new Case("logSumExp of -infinity", Agree.NEITHER, Tensor::logSumExp, 0, 0),
                new Case("softmax with -infinity", Agree.BOTH, x -> x.softmax(0).get(1), 0, 0.25, -0.25));
    }

    static Stream<Case> masks() {
        return Stream.of(
                new Case(
                        "masked",
                        Agree.BOTH,
                        first(x -> x.gt(0).select(x.sqrt(), x.mul(0).stopGradient())),
                        NAN),
                new Case(
                        "masked and guarded",
                        Agree.BOTH,
                        first(x -> x.gt(0)
                                .select(x.gt(0).select(x, Tensor.scalar(1.0)).sqrt(), Tensor.scalar(0.0))),
                        0));
    }

    static Stream<Case> powers() {
        Fn1<Tensor, Tensor> power = x -> x.get(0).pow(x.get(1));
        return Stream.of(
                new Case("0 to the power 0", Agree.PYTORCH, power, 0, 0),
                new Case("0 to the power 1", Agree.BOTH, power, 1, 0),
                new Case("0 to the power 2", Agree.BOTH, power, 0, 0),
                new Case("0 to the power 0.5", Agree.BOTH, power, INF, 0),
                new Case("0 to the power -1", Agree.PYTORCH, power, -INF, -INF));
    }

    static List<Case> all() {
        return Stream.of(kinks(), poles(), zeros(), masks(), powers())
                .flatMap(s -> s)
                .toList();
    }

    @Test
    void everyPointOfTheFileIsTested() {
        assertThat(all().stream().map(Case::name)).containsExactlyInAnyOrderElementsOf(GOLDENS.keySet());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theGradientIsTheDocumentedOne(Case c) {
        Tensor x = Tensor.of(golden(c).point());
        assertThat(grad(c.f()).apply(x).toDoubles()).containsExactly(c.gradient(), TINY);
        assertThat(jit(grad(c.f())).apply(x).toDoubles()).containsExactly(c.gradient(), TINY);
        assertThat(vmap(grad(c.f())).apply(x.unsqueeze(0)).get(0).toDoubles()).containsExactly(c.gradient(), TINY);
    }

    private static final org.assertj.core.data.Offset<Double> TINY = org.assertj.core.data.Offset.offset(1e-15);

    /// Forward mode along each axis gives the same, where the other derivatives are finite.
    @ParameterizedTest
    @MethodSource("all")
    void bothModesSayTheSame(Case c) {
        Tensor x = Tensor.of(golden(c).point());
        if (Arrays.stream(c.gradient()).allMatch(Double::isFinite) || x.size() == 1) {
            for (int i = 0; i < x.size(); i++) {
                Tensor axis =
                        dev.costate.ops.Creation.eye(DType.FLOAT64, x.size()).get(i);
                assertThat(jvp(c.f(), x, axis).tangent().item() - c.gradient()[i])
                        .isIn(0.0, -0.0, NAN);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void othersSayTheSameOrNot(Case c) {
        Golden golden = golden(c);
        boolean jax = same(golden.jax(), c.gradient());
        boolean pytorch = same(golden.pytorch(), c.gradient());
        assertThat(jax && pytorch ? Agree.BOTH : jax ? Agree.JAX : pytorch ? Agree.PYTORCH : Agree.NEITHER)
                .isEqualTo(c.agree());
    }

    private static boolean same(double[] a, double[] b) {
        boolean same = a.length == b.length;
        for (int i = 0; same && i < a.length; i++) {
            same = Double.compare(a[i], b[i]) == 0 || Math.abs(a[i] - b[i]) < 1e-15;
        }
        return same;
    }

    /// A function that is smooth has all its derivatives also where it is put together of pieces.
    @Test
    void softplusHasItsSecondDerivativeAtZero() {
        Fn1<Tensor, Tensor> f = Activation::softplus;
        Tensor zero = Tensor.scalar(0.0);
        assertThat(grad(grad(f)).apply(zero).item()).isEqualTo(0.25);
        assertThat(hvp(f, zero, Tensor.scalar(1.0)).item()).isEqualTo(0.25);
        assertThat(grad(grad(grad(f))).apply(zero).item()).isZero();
    }

    /// `x^n` with a whole n has all its derivatives at 0.
    @Test
    void powersHaveTheirHigherDerivativesAtZero() {
        Tensor zero = Tensor.scalar(0.0);
        Fn1<Tensor, Tensor> square = x -> x.pow(2);
        Fn1<Tensor, Tensor> cube = x -> x.pow(3);
        assertThat(grad(grad(square)).apply(zero).item()).isEqualTo(2);
        assertThat(grad(grad(grad(square))).apply(zero).item()).isZero();
        assertThat(grad(grad(grad(cube))).apply(zero).item()).isEqualTo(6);
        assertThat(grad(grad((Tensor x) -> x.pow(1))).apply(zero).item()).isZero();
        assertThat(grad(grad((Tensor x) -> x.pow(0))).apply(zero).item()).isZero();
    }

    /// `d/db (b a^(b-1))` at b = 0 is `1/a`, though the factor b is 0.
    @Test
    void powersVaryWithAnExponentOfZero() {
        Fn1<Tensor, Tensor> byBase = b -> grad((Tensor a) -> a.pow(b)).apply(Tensor.scalar(4.0));
        assertThat(byBase.apply(Tensor.scalar(0.0)).item()).isZero();
        assertThat(grad(byBase).apply(Tensor.scalar(0.0)).item()).isEqualTo(0.25);
        assertThat(jvp(byBase, Tensor.scalar(0.0), Tensor.scalar(1.0)).tangent().item())
                .isEqualTo(0.25);
    }

    /// The square of the distance overflows or vanishes; the angle's derivative does not.
    @Test
    void anglesOfPointsNearAndFar() {
        for (double r : new double[] {1e-200, 1, 1e200}) {
            double[] g = grad((Tensor p) -> p.get(0).atan2(p.get(1)))
                    .apply(Tensor.of(3 * r, -4 * r))
                    .toDoubles();
            assertThat(g[0] * r).isCloseTo(-4.0 / 25, TINY);
            assertThat(g[1] * r).isCloseTo(-3.0 / 25, TINY);
        }
    }

    /// At 0 a norm has no curvature, as it has no slope; the squares under its root would have one of 2.
    @Test
    void normsAndDeviationsHaveNoCurvatureAtTheirKink() {
        assertThat(Costate.hessian((Tensor x) -> x.norm())
                        .apply(Tensor.of(0.0, 0.0))
                        .toDoubles())
                .containsExactly(0, 0, 0, 0);
        assertThat(Costate.hessian((Tensor x) -> x.std())
                        .apply(Tensor.of(3.0, 3.0))
                        .toDoubles())
                .containsExactly(0, 0, 0, 0);
        double inverse = 1 / Math.sqrt(3 * 3 + 4 * 4);
        assertThat(Costate.hessian((Tensor x) -> x.norm())
                        .apply(Tensor.of(3.0, 4.0))
                        .toDoubles())
                .containsExactly(new double[] {0.64 * inverse, -0.48 * inverse, -0.48 * inverse, 0.36 * inverse}, TINY);
    }

    /// With all its members masked a loss has no gradient rather than a NaN.
    @Test
    void logSumExpOfNothingButMasks() {
        Tensor scores = Tensor.of(new double[][] {{1, 2}, {3, 4}});
        Tensor mask = Tensor.of(new boolean[][] {{true, false}, {false, false}});
        Tensor g = grad((Tensor s) ->
                        mask.select(s, Tensor.scalar(-INF)).logSumExp(1).exp().sum())
                .apply(scores);
        assertThat(g.toDoubles()).containsExactly(new double[] {Math.E, 0, 0, 0}, TINY);
    }

    private static Golden golden(Case c) {
        return Objects.requireNonNull(GOLDENS.get(c.name()), c.name());
    }

    private static Map<String, Golden> goldens() {
        Map<String, Golden> goldens = new LinkedHashMap<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AwkwardPointsTest.class.getResourceAsStream("/goldens/derivatives/awkward.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.startsWith("#")) {
                    String[] parts = line.split("; ", -1);
                    goldens.put(parts[0], new Golden(numbers(parts[1]), numbers(parts[2]), numbers(parts[3])));
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return goldens;
    }

    private static double[] numbers(String text) {
        return text.equals("-")
                ? new double[0]
                : Arrays.stream(text.split(" "))
                        .map(t -> t.replace("inf", "Infinity").replace("nan", "NaN"))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
    }
}
