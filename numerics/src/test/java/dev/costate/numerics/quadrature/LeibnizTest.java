package dev.costate.numerics.quadrature;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static dev.costate.numerics.EveryRule.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.EveryRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of integrals by what the function closes over and by the ends, against those of closed forms.
class LeibnizTest {
    private static final Tensor ZERO = Tensor.scalar(0);
    private static final Tensor ONE = Tensor.scalar(1);
    private static final Tensor UP = Tensor.scalar(Double.POSITIVE_INFINITY);
    private static final GaussKronrod RULE = new GaussKronrod(1e-13, 1e-13, 64);

    record Known(String name, Fn1<Tensor, Tensor> integral, Fn1<Tensor, Tensor> closedForm) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor value(Fn1<Tensor, Tensor> f, Tensor a, Tensor b) {
        return RULE.integrate(f, a, b).value();
    }

    /// `q` is closed over by the function, or an end, or both.
    static Stream<Known> knownIntegrals() {
        Fn1<Tensor, Tensor> root = q -> q.reciprocal().mul(Math.PI).sqrt();
        return Stream.of(
                new Known(
                        "int_0^1 e^(q x)",
                        q -> value(x -> x.mul(q).exp(), ZERO, ONE),
                        q -> q.exp().sub(1).div(q)),
                new Known("int_0^inf e^(-q x)", q -> value(x -> x.mul(q).neg().exp(), ZERO, UP), q -> q.reciprocal()),
                new Known("int_-inf^0 e^(q x)", q -> value(x -> x.mul(q).exp(), UP.neg(), ZERO), q -> q.reciprocal()),
                new Known(
                        "int_-inf^inf e^(-q x^2)",
                        q -> value(x -> x.square().mul(q).neg().exp(), UP.neg(), UP),
                        root),
                new Known(
                        "int_q^(q^2) sin(q x)",
                        q -> value(x -> x.mul(q).sin(), q, q.square()),
                        q -> q.square().cos().sub(q.pow(3).cos()).div(q)),
                new Known(
                        "int_q^inf e^(-q x)",
                        q -> value(x -> x.mul(q).neg().exp(), q, UP),
                        q -> q.square().neg().exp().div(q)),
                new Known(
                        "int_-inf^q e^(q x)",
                        q -> value(x -> x.mul(q).exp(), UP.neg(), q),
                        q -> q.square().exp().div(q)),
                new Known(
                        "int_0^q 1 / sqrt(x), singular at its beginning",
                        q -> new GaussKronrod(1e-9, 1e-9, 64)
                                .integrate((Tensor x) -> x.rsqrt(), ZERO, q)
                                .value(),
                        q -> q.sqrt().mul(2)),
                new Known(
                        "int_0^1 of a solution within the function",
                        q -> value(x -> value(t -> t.mul(q).cos(), ZERO, x), ZERO, ONE),
                        q -> q.cos().rsub(1).div(q.square())));
    }

    /// Reverse, forward, reverse over reverse, forward over reverse; a third; compiled, and as a member.
    @ParameterizedTest
    @MethodSource("knownIntegrals")
    void derivativesAreThoseOfTheClosedForm(Known known) {
        Tensor q = Tensor.scalar(1.3);
        double tolerance = known.name.contains("singular") ? 1e-7 : 1e-10;
        near(known.integral.apply(q), known.closedForm.apply(q), tolerance);
        Tensor first = grad(known.closedForm).apply(q);
        near(grad(known.integral).apply(q), first, tolerance);
        near(jvp(known.integral, q, ONE).tangent(), first, tolerance);
        near(jit(grad(known.integral)).apply(q), first, tolerance);
        Tensor second = grad(grad(known.closedForm)).apply(q);
        near(grad(grad(known.integral)).apply(q), second, tolerance);
        near(jvp(grad(known.integral), q, ONE).tangent(), second, tolerance);
        Tensor third = grad(grad(grad(known.closedForm))).apply(q);
        near(grad(grad(grad(known.integral))).apply(q), third, 100 * tolerance);
        Tensor members = Tensor.of(0.9, 1.3, 2);
        near(
                vmap(grad(known.integral)).apply(members),
                vmap(grad(known.closedForm)).apply(members),
                tolerance);
    }

    @Test
    void whatIsClosedOverObeysEveryRule() {
        EveryRule.holds(
                v -> new GaussKronrod(1e-6, 1e-6, 8)
                        .integrate(
                                (Tensor x) -> x.mul(v.get(0)).add(v.get(1)).sin(),
                                v.get(2),
                                v.get(0).add(2))
                        .value(),
                Tensor.of(0.1, 0.2, 0.3));
    }

    /// A jump at a fixed place does not move with an end: the derivative is the function's value there.
    @Test
    void jumpsStayWhereTheyAre() {
        Fn1<Tensor, Tensor> step = x -> x.gt(0.3).select(x.cos(), x.mul(0));
        assertThat(grad((Tensor b) -> GaussKronrod.of().integrate(step, ZERO, b).value())
                        .apply(Tensor.scalar(0.9))
                        .item())
                .isCloseTo(Math.cos(0.9), within(1e-9));
        Fn1<Tensor, Tensor> falls = x -> x.lt(3).select(x.square(), x.mul(0));
        assertThat(grad((Tensor a) -> GaussKronrod.of().integrate(falls, a, UP).value())
                        .apply(Tensor.scalar(0.5))
                        .item())
                .isCloseTo(-0.25, within(1e-9));
    }

    /// What the function has as a parameter and what it closes over are differentiated alike, to the bit.
    @Test
    void aParameterIsLikeWhatIsClosedOver() {
        Fn1<Tensor, Tensor> given =
                q -> RULE.integrate((x, p) -> x.mul(p).exp(), ZERO, q, q).value();
        Fn1<Tensor, Tensor> around = q -> value(x -> x.mul(q).exp(), ZERO, q);
        Tensor q = Tensor.scalar(0.7);
        assertThat(grad(around).apply(q).identical(grad(given).apply(q))).isTrue();
        assertThat(grad(grad(around)).apply(q).identical(grad(grad(given)).apply(q)))
                .isTrue();
    }
}
