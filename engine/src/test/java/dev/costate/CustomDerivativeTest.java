package dev.costate;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.customVjp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Functions with derivatives of their author's: what the author wrote is what counts, in every
/// transformation, and the derivative of what he wrote is the second derivative.
@NullUnmarked // hands out null where a user might
class CustomDerivativeTest {
    private record Point(Tensor x, Tensor y, Tensor index, int degree) {}

    private static final Offset<Double> ROUNDING = Offset.offset(1e-13);
    private static final Tensor XS = Tensor.of(0.2, -0.7, 3.0);
    private static final Tensor ONE = Tensor.scalar(1.0);

    /// `e^x` that calls its derivative `3 e^x`.
    private static final Fn1<Tensor, Tensor> THRICE =
            customJvp(Tensor::exp, (x, dx) -> new Jvp<>(x.exp(), dx.mul(x.exp()).mul(3)));

    /// The identity; its cotangents are clipped to [-1, 1], which is not linear.
    private static final Fn1<Tensor, Tensor> CLIPPED =
            customVjp(x -> x, x -> new WithResidual<>(x, null), (_, ct) -> ct.clamp(-1, 1));

    @Test
    void theForwardRuleCounts() {
        double e = Math.exp(0.2);
        Tensor x = Tensor.scalar(0.2);
        assertThat(THRICE.apply(x).item()).isEqualTo(e);
        assertThat(jvp(THRICE, x, ONE).tangent().item()).isCloseTo(3 * e, ROUNDING);
        assertThat(grad(THRICE).apply(x).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(vjp(THRICE, x).pullback().apply(Tensor.scalar(2.0)).item()).isCloseTo(6 * e, ROUNDING);
        assertThat(jit(grad(THRICE)).apply(x).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(grad(jit(THRICE)).apply(x).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(grad(checkpoint(THRICE)).apply(x).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(grad((Tensor z) -> scan(THRICE, z, 2)).apply(x).item())
                .isCloseTo(9 * e * Math.exp(e), Offset.offset(1e-11));
    }

    @Test
    void theForwardRuleOfMembers() {
        double[] slopes = {3 * Math.exp(0.2), 3 * Math.exp(-0.7), 3 * Math.exp(3)};
        assertThat(vmap(grad(THRICE)).apply(XS).toDoubles()).containsExactly(slopes, ROUNDING);
        assertThat(grad((Tensor x) -> vmap(THRICE).apply(x).sum()).apply(XS).toDoubles())
                .containsExactly(slopes, ROUNDING);
    }

    /// The rule says `dx e^x 3`; the derivative of its `e^x` is `e^x`, for in the rule it is no longer the
    /// function.
    @Test
    void theSecondDerivativeIsThatOfTheRule() {
        double e = Math.exp(0.2);
        Tensor x = Tensor.scalar(0.2);
        assertThat(grad(grad(THRICE)).apply(x).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(hvp(THRICE, x, ONE).item()).isCloseTo(3 * e, ROUNDING);
        assertThat(jvp(z -> jvp(THRICE, z, ONE).tangent(), x, ONE).tangent().item())
                .isCloseTo(3 * e, ROUNDING);
        assertThat(grad((Tensor z) -> jvp(THRICE, z, ONE).tangent()).apply(x).item())
                .isCloseTo(3 * e, ROUNDING);
        // A rule may call a function with a rule: then that counts.
        Fn1<Tensor, Tensor> nested = customJvp(Tensor::exp, (z, dz) -> new Jvp<>(z.exp(), dz.mul(THRICE.apply(z))));
        assertThat(grad(nested).apply(x).item()).isCloseTo(e, ROUNDING);
        assertThat(grad(grad(nested)).apply(x).item()).isCloseTo(3 * e, ROUNDING);
    }

    /// What a rule cuts off is the identity to forward and to reverse mode alike, and varies in neither.
    @Test
    void aRuleMayCutOff() {
        Fn1<Tensor, Tensor> f = customJvp(
                (Tensor x) -> x.square(),
                (x, dx) -> new Jvp<>(
                        x.square(), dx.stopGradient().mul(x.stopGradient()).mul(2)));
        Tensor x = Tensor.scalar(3.0);
        assertThat(jvp(f, x, ONE).tangent().item()).isEqualTo(6);
        assertThat(grad(f).apply(x).item()).isEqualTo(6);
        assertThat(grad(grad(f)).apply(x).item()).isZero();
        assertThat(hvp(f, x, ONE).item()).isZero();
    }

    @Test
    void thePullbackCountsThoughItIsNotLinear() {
        Fn1<Tensor, Tensor> f = x -> CLIPPED.apply(x).square().sum();
        // 2 x, clipped
        assertThat(grad(f).apply(XS).toDoubles()).containsExactly(0.4, -1, 1);
        assertThat(jit(grad(f)).apply(XS).toDoubles()).containsExactly(0.4, -1, 1);
        assertThat(vmap(grad(f)).apply(XS).toDoubles()).containsExactly(0.4, -1, 1);
        assertThat(grad((Tensor x) -> vmap(f).apply(x).sum()).apply(XS).toDoubles())
                .containsExactly(0.4, -1, 1);
        assertThat(grad(checkpoint(f)).apply(XS).toDoubles()).containsExactly(0.4, -1, 1);
        // A multiple of the loss, through the clip: the clip comes after the multiplication.
        assertThat(grad((Tensor x) -> f.apply(x).mul(2)).apply(XS).toDoubles()).containsExactly(0.8, -1, 1);
    }

    /// Clipped at every step back in time, the costate cannot grow: 2^10 without.
    @Test
    void costatesAreClippedAtEveryStep() {
        Fn1<Tensor, Tensor> free = x -> scan((Tensor h) -> h.mul(2), x, 10);
        Fn1<Tensor, Tensor> clipped = x -> scan((Tensor h) -> CLIPPED.apply(h.mul(2)), x, 10);
        assertThat(grad(free).apply(ONE).item()).isEqualTo(1024);
        assertThat(grad(clipped).apply(ONE).item()).isEqualTo(2);
        assertThat(vmap(grad(clipped)).apply(XS).toDoubles()).containsExactly(2, 2, 2);
    }

    /// Reverse over reverse and forward over reverse differentiate the clip: 2 inside, 0 outside.
    @Test
    void theSecondDerivativeIsThatOfThePullback() {
        Fn1<Tensor, Tensor> f = x -> CLIPPED.apply(x).square().sum();
        Tensor v = Tensor.of(1.0, 1.0, 1.0);
        assertThat(hvp(f, XS, v).toDoubles()).containsExactly(2, 0, 0);
        assertThat(grad((Tensor x) -> grad(f).apply(x).sum()).apply(XS).toDoubles())
                .containsExactly(2, 0, 0);
    }

    @Test
    void forwardModeTransposesThePullback() {
        Fn1<Tensor, Tensor> f = customVjp(
                Tensor::exp,
                x -> new WithResidual<>(x.exp(), x),
                (x, ct) -> ct.mul(x.exp()).mul(5));
        double e = Math.exp(0.2);
        Tensor x = Tensor.scalar(0.2);
        assertThat(grad(f).apply(x).item()).isCloseTo(5 * e, ROUNDING);
        assertThat(jvp(f, x, ONE).tangent().item()).isCloseTo(5 * e, ROUNDING);
        assertThat(grad((Tensor z) -> jvp(f, z, ONE).tangent()).apply(x).item()).isCloseTo(5 * e, ROUNDING);
        assertThat(jvp(z -> jvp(f, z, ONE).tangent(), x, ONE).tangent().item()).isCloseTo(5 * e, ROUNDING);
        assertThat(vmap((Tensor z) -> jvp(f, z, ONE).tangent()).apply(XS).get(2).item())
                .isCloseTo(5 * Math.exp(3), Offset.offset(1e-12));
        assertThatThrownBy(() -> jvp(CLIPPED, x, ONE)).isInstanceOf(TraceException.class);
    }

    /// Rounding a cotangent to whole numbers is no linear map: forward mode must not take it for one.
    private record Power(Tensor k, Tensor y) {}

    /// `y^(2^n)` by squaring, in a loop that has no reverse derivative: its author gives both.
    private static Fn1<Tensor, Tensor> power(int n) {
        Fn1<Tensor, Tensor> squaring = x -> whileLoop(
                        (Power p) -> p.k.lt(n),
                        p -> new Power(p.k.add(1), p.y.square()),
                        new Power(Tensor.scalar(DType.INT32, 0), x))
                .y;
        int degree = 1 << n;
        Fn2<Tensor, Tensor, Tensor> back = (x, ct) -> ct.mul(whileLoop(
                        (Power p) -> p.k.lt(degree - 1),
                        p -> new Power(p.k.add(1), p.y.mul(x)),
                        new Power(Tensor.scalar(DType.INT32, 0), Tensor.scalar(degree)))
                .y);
        return customVjp(
                squaring,
                x -> new WithResidual<>(squaring.apply(x), x),
                back,
                (x, dx) -> jvp(squaring, x, dx).tangent());
    }

    @Test
    void aDerivativeAlongADirectionMayStandBesideThePullback() {
        Fn1<Tensor, Tensor> f = power(3);
        Tensor x = Tensor.scalar(1.1);
        double slope = 8 * Math.pow(1.1, 7);
        double bend = 56 * Math.pow(1.1, 6);
        assertThat(jvp(f, x, ONE).tangent().item()).isCloseTo(slope, Offset.offset(1e-11));
        assertThat(grad(f).apply(x).item()).isCloseTo(slope, Offset.offset(1e-11));
        assertThat(jit((Tensor z) -> jvp(f, z, ONE).tangent()).apply(x).item()).isCloseTo(slope, Offset.offset(1e-11));
        assertThat(hvp(f, x, ONE).item()).isCloseTo(bend, Offset.offset(1e-10));
        Fn1<Tensor, Tensor> along = z -> jvp(f, z, ONE).tangent();
        assertThat(jvp(along, x, ONE).tangent().item()).isCloseTo(bend, Offset.offset(1e-10));
        assertThat(jit(vmap(along)).apply(Tensor.of(1.1, 1.2)).toDoubles())
                .containsExactly(new double[] {slope, 8 * Math.pow(1.2, 7)}, Offset.offset(1e-11));
        assertThat(jit(vmap(grad(f))).apply(Tensor.of(1.1, 1.2)).toDoubles())
                .containsExactly(new double[] {slope, 8 * Math.pow(1.2, 7)}, Offset.offset(1e-11));
        Fn1<Tensor, Tensor> inside = z -> scan(f, z, 1).add(z.square());
        assertThat(grad(inside).apply(x).item()).isCloseTo(slope + 2.2, Offset.offset(1e-11));
    }

    @Test
    void theDerivativeAlongADirectionIsLikeTheValue() {
        Fn1<Tensor, Tensor> f = customVjp(x -> x, x -> new WithResidual<>(x, null), (_, ct) -> ct, (x, dx) -> dx.sum());
        assertThatThrownBy(() -> f.apply(XS))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("the derivative along a direction is not like the function's value");
    }

    @Test
    void aConversionToIntegersIsNotLinear() {
        Fn1<Tensor, Tensor> f = customVjp(
                x -> x.mul(1),
                x -> new WithResidual<>(x.mul(1), null),
                (_, ct) -> ct.to(DType.INT32).to(DType.FLOAT64));
        assertThat(vjp(f, ONE).pullback().apply(Tensor.scalar(2.7)).item()).isEqualTo(2);
        assertThatThrownBy(() -> jvp(f, ONE, ONE))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("convert is not linear in its tangent");
    }

    /// Records with integers and static values go through both kinds of rules.
    @Test
    void argumentsAreTrees() {
        Fn1<Point, Map<String, Tensor>> f =
                p -> Map.of("value", p.x().mul(p.y()), "next", p.index().add(p.degree()));
        Point at = new Point(Tensor.scalar(2.0), Tensor.scalar(5.0), Tensor.scalar(DType.INT32, 7), 3);
        Point direction = new Point(ONE, Tensor.scalar(10.0), Tensor.scalar(DType.INT32, 0), 3);
        Fn1<Point, Map<String, Tensor>> forward = customJvp(
                f,
                (p, d) -> new Jvp<>(
                        f.apply(p),
                        Map.of(
                                "value",
                                d.x().mul(p.y()).add(d.y().mul(p.x())).mul(-1),
                                "next",
                                p.index().mul(0))));
        Jvp<Map<String, Tensor>> pushed = jvp(forward, at, direction);
        assertThat(pushed.value().get("next").itemLong()).isEqualTo(10);
        assertThat(pushed.tangent().get("value").item()).isEqualTo(-25);
        assertThat(pushed.tangent().get("next").dtype()).isEqualTo(DType.INT32);
        Fn1<Point, Map<String, Tensor>> reverse = customVjp(
                f,
                p -> new WithResidual<>(f.apply(p), List.of(p.x(), p.y(), p.index())),
                (kept, ct) -> new Point(
                        ct.get("value").mul(kept.get(1)),
                        ct.get("value").mul(kept.get(0)).mul(kept.get(2).to(DType.FLOAT64)),
                        kept.get(2),
                        3));
        List<Tensor> slopes = grad((List<Tensor> xy) -> reverse.apply(
                                new Point(xy.get(0), xy.get(1), Tensor.scalar(DType.INT32, 7), 3))
                        .get("value"))
                .apply(List.of(at.x(), at.y()));
        assertThat(slopes.get(0).item()).isEqualTo(5);
        assertThat(slopes.get(1).item()).isEqualTo(14);
    }

    /// Without a derivative the rules are not consulted, and what is returned is what the function returns.
    @Test
    void valuesAreTheFunctions() {
        Fn1<Tensor, Tensor> f = customVjp(
                Tensor::sin, x -> new WithResidual<Tensor, @Nullable Object>(x.sin(), null), (_, ct) -> ct.mul(100));
        assertThat(f.apply(XS).identical(XS.sin())).isTrue();
        assertThat(jit(f).apply(XS).identical(XS.sin())).isTrue();
        assertThat(vmap(f).apply(XS).identical(XS.sin())).isTrue();
        assertThat(vjp(f, XS).value().identical(XS.sin())).isTrue();
    }
}
