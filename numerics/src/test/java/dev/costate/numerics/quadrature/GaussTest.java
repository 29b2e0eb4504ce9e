package dev.costate.numerics.quadrature;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.numerics.EveryRule.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.Fallback;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.numerics.EveryRule;
import dev.costate.numerics.NumberFile;
import dev.costate.numerics.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GaussTest {
    private static final NumberFile RULES = NumberFile.read("quadrature");
    private static final Tensor ZERO = Tensor.scalar(0);
    private static final Tensor ONE = Tensor.scalar(1);

    /// mpmath's, from `quadrature_goldens.py`.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16, 101})
    void rulesAreTheTrueOnes(int n) {
        GaussLegendre rule = GaussLegendre.of(n);
        near(GaussLegendre.row(rule.nodes()), RULES.row("nodes " + n), 2e-16);
        near(GaussLegendre.row(rule.weights()), RULES.row("weights " + n), 1e-15);
    }

    /// `int_-1^1 x^d` is 2/(d + 1) for even d up to the degree; the rules have errors beyond.
    @Test
    void rulesAreExactUpToTheirDegree() {
        for (int d = 0; d <= 19; d++) {
            int power = d;
            double exact = d % 2 == 0 ? 2.0 / (d + 1) : 0;
            Tensor by = GaussLegendre.of(10).integrate(x -> x.pow(power), Tensor.scalar(-1), ONE);
            assertThat(by.item()).as("degree %s", d).isCloseTo(exact, within(1e-15));
        }
        double beyond = GaussLegendre.of(10)
                .integrate(x -> x.pow(20), Tensor.scalar(-1), ONE)
                .item();
        assertThat(Math.abs(beyond - 2.0 / 21)).isGreaterThan(1e-7);
        GaussLegendre large = GaussLegendre.of(4096);
        assertThat(large.weights().stream().mapToDouble(w -> w).sum()).isCloseTo(2, within(1e-12));
        assertThat(large.nodes()).isSorted();
    }

    /// `int_a^b e^(p x) dx` of two functions at once, by its ends and its parameter.
    @Test
    void fixedRulesObeyEveryRule() {
        EveryRule.holds(
                v -> GaussLegendre.of(12)
                        .integrate(
                                x -> v.get("2:4").mul(x).exp(),
                                v.get(0),
                                v.get(1).add(1)),
                Tensor.of(0.2, 0.5, -0.7, 1.1));
    }

    record Known(String name, Fn2<Tensor, Tensor, Tensor> f, double a, double b, double value) {}

    /// With parameter 1; after the tests of QUADPACK's book: smooth, peaked, oscillating, singular in a
    /// derivative or itself at an end, and with a kink.
    static Stream<Known> integrals() {
        return Stream.of(
                new Known("exponential", (x, p) -> x.mul(p).exp(), 0, 1, Math.E - 1),
                new Known("backward", (x, p) -> x.mul(p).exp(), 1, 0, 1 - Math.E),
                new Known("nothing", (x, p) -> x.mul(p).exp(), 1, 1, 0),
                new Known("peak", (x, p) -> x.square().add(p.mul(1e-6)).reciprocal(), -1, 1, 2e3 * Math.atan(1e3)),
                new Known("oscillating", (x, p) -> x.mul(p.mul(100)).cos(), 0, 1, Math.sin(100) / 100),
                new Known("root", (x, p) -> x.mul(p).sqrt(), 0, 1, 2.0 / 3),
                new Known("logarithm", (x, p) -> x.log().mul(p), 0, 1, -1),
                new Known("kink", (x, p) -> x.sub(1.0 / 3).abs().mul(p), 0, 1, 5.0 / 18));
    }

    @ParameterizedTest
    @MethodSource("integrals")
    void adaptiveIntegralsAreRightAndKnowIt(Known known) {
        var compiled = jit((Tensor a, Tensor b, Tensor p) -> GaussKronrod.of().integrate(known.f(), a, b, p));
        Integral it = compiled.apply(Tensor.scalar(known.a()), Tensor.scalar(known.b()), ONE);
        double tolerance = 1e-10 * Math.max(1, Math.abs(known.value()));
        assertThat(it.value().item()).isCloseTo(known.value(), within(tolerance));
        assertThat(it.reason()).isEmpty();
        assertThat(it.error().item()).isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs(it.value().item() - known.value()))
                .isLessThanOrEqualTo(it.error().item() + 1e-14 * Math.abs(known.value()));
        assertThat(compiled.compile(ONE, ONE, ONE).fallbacks())
                .noneMatch(fallback -> fallback.kind() == Fallback.Kind.INTERPRETER);
    }

    @Test
    void smoothIntegralsTakeOneInterval() {
        Integral it = GaussKronrod.of().integrate((Tensor x) -> x.exp(), ZERO, ONE);
        assertThat(it.evaluations().itemLong()).isEqualTo(15);
        Integral peak =
                GaussKronrod.of().integrate((Tensor x) -> x.square().add(1e-6).reciprocal(), ZERO, ONE);
        assertThat(peak.evaluations().itemLong()).isBetween(200L, 1000L);
    }

    @Test
    void failuresAreValues() {
        Integral many = new GaussKronrod(1e-12, 0, 3).integrate((Tensor x) -> x.sqrt(), ZERO, ONE);
        assertThat(many.reason()).contains(Integral.Failure.INTERVALS);
        assertThat(many.value().item()).isCloseTo(2.0 / 3, within(1e-3));
        Integral pole = GaussKronrod.of().integrate((Tensor x) -> x.sub(0.5).reciprocal(), ZERO, ONE);
        assertThat(pole.reason()).contains(Integral.Failure.NOT_FINITE);
    }

    /// A bell whole, half, backward and displaced; what falls by a power.
    static Stream<Known> integralsToInfinity() {
        double up = Double.POSITIVE_INFINITY;
        Fn2<Tensor, Tensor, Tensor> bell = (x, p) -> x.square().mul(p).neg().exp();
        return Stream.of(
                new Known("bell", bell, -up, up, Math.sqrt(Math.PI)),
                new Known("bell, backward", bell, up, -up, -Math.sqrt(Math.PI)),
                new Known("half a bell", bell, 0, up, Math.sqrt(Math.PI) / 2),
                new Known("half a bell, from below", bell, -up, 0, Math.sqrt(Math.PI) / 2),
                new Known("half a bell, from above", bell, up, 0, -Math.sqrt(Math.PI) / 2),
                new Known("half a bell, down", bell, 0, -up, -Math.sqrt(Math.PI) / 2),
                new Known("witch", (x, p) -> x.square().add(p).reciprocal(), 1, up, Math.PI / 4),
                new Known("power", (x, p) -> x.mul(p).pow(-2.5), 4, up, 1.0 / 12),
                new Known("gamma", (x, p) -> x.square().mul(x.neg().exp()).mul(p), 0, up, 2));
    }

    @ParameterizedTest
    @MethodSource("integralsToInfinity")
    void endsMayBeInfinite(Known known) {
        var compiled = jit((Tensor p) ->
                GaussKronrod.of().integrate(known.f(), Tensor.scalar(known.a()), Tensor.scalar(known.b()), p));
        Integral it = compiled.apply(ONE);
        assertThat(it.reason()).isEmpty();
        assertThat(it.value().item()).isCloseTo(known.value(), within(1e-10 * Math.max(1, Math.abs(known.value()))));
    }

    /// By the finite end and by the parameter.
    @Test
    void integralsToInfinityObeyEveryRule() {
        EveryRule.holds(
                v -> new GaussKronrod(1e-6, 1e-6, 8)
                        .integrate(
                                (x, p) -> x.square().mul(p).neg().exp(),
                                v.get(0),
                                Tensor.scalar(v.dtype(), Double.POSITIVE_INFINITY),
                                v.get(1).add(2))
                        .value(),
                Tensor.of(0.1, 0.2));
        assertThat(grad((Tensor a) -> GaussKronrod.of()
                                .integrate((x, p) -> x.neg().exp(), a, Tensor.scalar(Double.POSITIVE_INFINITY), ONE)
                                .value())
                        .apply(Tensor.scalar(0.3))
                        .item())
                .isCloseTo(-Math.exp(-0.3), within(1e-9));
    }

    /// By both ends and the parameter at once.
    @Test
    void adaptiveIntegralsObeyEveryRule() {
        Fn2<Tensor, Tensor, Tensor> f = (x, p) -> x.mul(p).sin().exp();
        EveryRule.holds(
                v -> new GaussKronrod(1e-6, 1e-6, 8)
                        .integrate(f, v.get(0), v.get(1).add(2), v.get(2).add(3))
                        .value(),
                Tensor.of(0.1, 0.2, 0.3));
    }

    @Test
    void membersHaveTheirOwnIntervals() {
        Tensor widths = Tensor.of(1.0, 1e-2, 1e-4);
        var peaks = jit(vmap((Tensor w) -> GaussKronrod.of()
                        .integrate(
                                (x, p) ->
                                        x.square().add(p.square()).reciprocal().mul(p),
                                ZERO,
                                ONE,
                                w)))
                .apply(widths);
        near(peaks.value(), widths.reciprocal().atan().toDoubles(), 1e-10);
        assertThat(peaks.failure().toInts()).containsOnly(0);
        int[] evaluations = peaks.evaluations().toInts();
        assertThat(evaluations[0]).isLessThan(evaluations[1]);
        assertThat(evaluations[1]).isLessThan(evaluations[2]);
    }

    /// The ends' derivatives are the function's values there.
    @Test
    void theEndsMoveTheIntegral() {
        Tensor at = Tensor.scalar(0.7);
        Tensor slope = grad((Tensor b) -> GaussKronrod.of()
                        .integrate((x, p) -> x.sqrt().mul(p), ZERO, b, ONE)
                        .value())
                .apply(at);
        assertThat(slope.item()).isCloseTo(Math.sqrt(0.7), within(1e-9));
        Tensor closed = jvp(
                        p -> GaussKronrod.of()
                                .integrate((Tensor x) -> x.mul(p).exp(), ZERO, ONE)
                                .value(),
                        ONE,
                        ONE)
                .tangent();
        assertThat(closed.item()).isCloseTo(1, within(1e-13));
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> GaussLegendre.of(0))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("GaussLegendre: 0 nodes at HERE; give 1 to 4096");
        assertThatThrownBy(() -> new GaussKronrod(0, 0, 10)).isInstanceOf(ArgumentException.class);
        Tensor up = Tensor.scalar(Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> GaussKronrod.of().integrate((Tensor x) -> x, up, up))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("integrate: from Infinity to Infinity at HERE; the ends differ");
        assertThatThrownBy(() -> GaussKronrod.of().integrate((Tensor x) -> x, ZERO, Tensor.of(1.0, 2.0)))
                .isInstanceOf(ShapeException.class)
                .extracting(Refusal::text)
                .isEqualTo(
                        "integrate: the interval's ends are f64[] and f64[2] at HERE; give scalars, and vmap for several"
                                + " intervals");
        assertThatThrownBy(() -> GaussKronrod.of()
                        .integrate((Tensor x) -> Tensor.of(1.0, 2.0).mul(x), ZERO, ONE))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("it is to give a number");
    }
}
