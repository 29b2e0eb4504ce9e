package dev.costate;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.closure;
import static dev.costate.Costate.cond;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.switchCase;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.function.Fn1;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Functions that close over values of the transformations around them: each level keeps its derivatives apart
/// from the others'.
class ClosureTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);
    private static final Tensor ONE = Tensor.scalar(1.0);
    private static final Tensor XS = Tensor.of(0.3, -0.7, 1.1);

    /// The classical trap: `d/dx (x d/dy (x + y)) = 1`; who confuses the two infinitesimals gets 2.
    @Test
    void infinitesimalsAreNotConfused() {
        Fn1<Tensor, Tensor> reverse = x -> x.mul(grad((Tensor y) -> x.add(y)).apply(ONE));
        Fn1<Tensor, Tensor> forward =
                x -> x.mul(jvp((Tensor y) -> x.add(y), ONE, ONE).tangent());
        for (Fn1<Tensor, Tensor> f : List.of(reverse, forward)) {
            assertThat(grad(f).apply(ONE).item()).isEqualTo(1);
            assertThat(jvp(f, ONE, ONE).tangent().item()).isEqualTo(1);
            assertThat(vmap(grad(f)).apply(XS).toDoubles()).containsExactly(1, 1, 1);
        }
    }

    /// `x -> d/dy (x y^2)` at `y = x` is `2 x^2`.
    @Test
    void anArgumentOfTheInnerFunctionDependsOnTheOuterOne() {
        Fn1<Tensor, Tensor> f = x -> grad((Tensor y) -> x.mul(y).mul(y)).apply(x);
        assertThat(f.apply(Tensor.scalar(3.0)).item()).isEqualTo(18);
        assertThat(grad(f).apply(Tensor.scalar(3.0)).item()).isEqualTo(12);
        assertThat(grad(grad(f)).apply(Tensor.scalar(3.0)).item()).isEqualTo(4);
    }

    /// A pullback made inside one function and called inside another.
    @Test
    void aPullbackIsAFunctionLikeAnyOther() {
        Fn1<Tensor, Tensor> f = x -> {
            Vjp<Tensor, Tensor> sine = vjp(Tensor::sin, x);
            return grad((Tensor ct) -> sine.pullback().apply(ct.square()))
                    .apply(x)
                    .add(sine.value());
        };
        // 2 x cos x + sin x
        double x = 0.4;
        assertThat(f.apply(Tensor.scalar(x)).item()).isCloseTo(2 * x * Math.cos(x) + Math.sin(x), ROUNDING);
        assertThat(grad(f).apply(Tensor.scalar(x)).item()).isCloseTo(3 * Math.cos(x) - 2 * x * Math.sin(x), ROUNDING);
    }

    /// Ways to run `f(c, x)` with `c` closed over and `x` an argument, each equal to `f(c, x)`.
    static Stream<Wrapped> ways() {
        return Stream.of(
                new Wrapped("jit", (c, x) -> jit((Tensor y) -> body(c, y)).apply(x)),
                new Wrapped(
                        "checkpoint",
                        (c, x) -> checkpoint((Tensor y) -> body(c, y)).apply(x)),
                new Wrapped(
                        "vmap",
                        (c, x) -> vmap((Tensor y) -> body(c, y))
                                .apply(x.unsqueeze(0))
                                .get(0)),
                new Wrapped("scan", (c, x) -> scan((Tensor y) -> body(c, y), x, 1)),
                new Wrapped(
                        "scan over what is closed over",
                        (c, x) -> scan(
                                        (Tensor y, Tensor d) ->
                                                new Step<>(body(d.mul(c).div(c), y), y),
                                        x,
                                        c.unsqueeze(0))
                                .carry()),
                new Wrapped("cond", (c, x) -> cond(c.gt(-100), y -> body(c, y), y -> y, x)),
                new Wrapped("cond, the other branch", (c, x) -> cond(c.lt(-100), y -> y, y -> body(c, y), x)),
                new Wrapped("cond of closures alone", (c, x) -> cond(c.gt(-100), () -> body(c, x), () -> c)),
                new Wrapped(
                        "switchCase",
                        (c, x) -> switchCase(Tensor.scalar(DType.INT32, 1), List.of(y -> y, y -> body(c, y)), x)),
                new Wrapped(
                        "scan in cond in vmap in jit",
                        (c, x) -> jit((Tensor y) -> vmap((Tensor z) ->
                                                cond(c.gt(-100), () -> scan((Tensor h) -> body(c, h), z, 1), () -> z))
                                        .apply(y.unsqueeze(0))
                                        .get(0))
                                .apply(x)));
    }

    record Wrapped(String name, dev.costate.function.Fn2<Tensor, Tensor, Tensor> f) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor body(Tensor c, Tensor x) {
        return c.mul(x).sin().add(x.square());
    }

    /// `g(x) = f(x^2, x)` and its derivative, with `x` coming from every kind of trace.
    @ParameterizedTest
    @MethodSource("ways")
    void whatIsClosedOverIsDifferentiatedToo(Wrapped way) {
        Fn1<Tensor, Tensor> g = x -> way.f().apply(x.square(), x);
        for (double x : XS.toDoubles()) {
            Tensor at = Tensor.scalar(x);
            double value = Math.sin(x * x * x) + x * x;
            double slope = 3 * x * x * Math.cos(x * x * x) + 2 * x;
            double bend = 6 * x * Math.cos(x * x * x) - 9 * Math.pow(x, 4) * Math.sin(x * x * x) + 2;
            assertThat(g.apply(at).item()).isCloseTo(value, ROUNDING);
            assertThat(jit(g).apply(at).item()).isCloseTo(value, ROUNDING);
            assertThat(grad(g).apply(at).item()).isCloseTo(slope, ROUNDING);
            assertThat(jvp(g, at, ONE).tangent().item()).isCloseTo(slope, ROUNDING);
            assertThat(grad(grad(g)).apply(at).item()).isCloseTo(bend, ROUNDING);
            assertThat(scan((Tensor y) -> grad(g).apply(at.add(y.mul(0))), at, 1)
                            .item())
                    .isCloseTo(slope, ROUNDING);
        }
        double[] slopes = vmap(grad(g)).apply(XS).toDoubles();
        for (int i = 0; i < slopes.length; i++) {
            double x = XS.get(i).item();
            assertThat(slopes[i]).isCloseTo(3 * x * x * Math.cos(x * x * x) + 2 * x, ROUNDING);
        }
        assertThat(grad((Tensor v) -> vmap(g).apply(v).sum()).apply(XS).toDoubles())
                .containsExactly(slopes, ROUNDING);
    }

    /// A loop of unknown length closes over values in its condition and in its body.
    @Test
    void aLoopOfUnknownLengthCloses() {
        Fn1<Tensor, Tensor> f = w -> whileLoop(y -> y.lt(w.mul(10)), y -> y.mul(w), w);
        // 2 -> 4 -> 8 -> 16 -> 32: w^5
        assertThat(f.apply(Tensor.scalar(2.0)).item()).isEqualTo(32);
        assertThat(jvp(f, Tensor.scalar(2.0), ONE).tangent().item()).isEqualTo(80);
        // 3 -> 9 -> 27 -> 81 and 2 as before, 12 not at all, together.
        assertThat(vmap(f).apply(Tensor.of(3.0, 2.0, 12.0)).toDoubles()).containsExactly(81, 32, 144);
        assertThat(vmap((Tensor w) -> jvp(f, w, ONE).tangent())
                        .apply(Tensor.of(3.0, 2.0))
                        .toDoubles())
                .containsExactly(4 * 27, 80);
    }

    /// Members share what is closed over: its gradient is the sum of theirs.
    @Test
    void sharedValuesCollectFromAllMembers() {
        Tensor gradient = grad((Tensor w) -> vmap((Tensor x) -> w.mul(x).sum().square())
                        .apply(Tensor.of(new double[][] {{1, 2}, {3, 4}, {5, 6}}))
                        .sum())
                .apply(Tensor.of(0.5, -1.0));
        // sum over members of 2 (w . x) x
        double[] expected = new double[2];
        for (double[] x : new double[][] {{1, 2}, {3, 4}, {5, 6}}) {
            double dot = 0.5 * x[0] - x[1];
            expected[0] += 2 * dot * x[0];
            expected[1] += 2 * dot * x[1];
        }
        assertThat(gradient.toDoubles()).containsExactly(expected);
    }

    private record Argument(Tensor x, List<Tensor> closedOver) {}

    /// A function with a derivative of its own may use what its closure has made an argument; here the value
    /// comes from sixty halvings, whose derivative nobody takes.
    @Test
    void capturedValuesBecomeAnArgument() {
        Fn1<Tensor, Tensor> h = s -> {
            Closure<Tensor, Tensor> f = closure((Tensor x) -> x.mul(s.tanh()).add(XS.sum()), Tensor.scalar(0));
            Fn1<Argument, Tensor> g = a -> f.function().apply(a.x(), a.closedOver());
            Fn1<Argument, Tensor> halved = customJvp(
                    a -> scan((Tensor t) -> t.add(g.apply(a)).mul(0.5), Tensor.scalar(0), 60),
                    (a, da) -> jvp(g, a, da));
            return halved.apply(new Argument(s, f.captured()));
        };
        double t = Math.tanh(0.3);
        double slope = t + 0.3 * (1 - t * t);
        Tensor s = Tensor.scalar(0.3);
        assertThat(h.apply(s).item()).isCloseTo(0.3 * t + 0.7, ROUNDING);
        assertThat(grad(h).apply(s).item()).isCloseTo(slope, ROUNDING);
        assertThat(jvp(h, s, ONE).tangent().item()).isCloseTo(slope, ROUNDING);
        assertThat(jit(grad(h)).apply(s).item()).isCloseTo(slope, ROUNDING);
        assertThat(vmap(grad(h)).apply(XS).get(0).item()).isCloseTo(slope, ROUNDING);
    }

    /// What is given to the function must be like what it was made of.
    @Test
    void aClosureKnowsItsTypes() {
        Closure<Tensor, Tensor> f = closure(Tensor::sin, Tensor.scalar(0));
        assertThat(f.captured()).isEmpty();
        assertThat(f.function().apply(Tensor.scalar(0.3), List.of()).item()).isEqualTo(Math.sin(0.3));
        assertThatThrownBy(() -> f.function().apply(XS, List.of()))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("closure: the argument is not like the example: it is f64[3], not f64[]");
        assertThatThrownBy(() -> f.function().apply(ONE, List.of(ONE)))
                .isInstanceOf(TreeException.class)
                .hasMessageContaining("closure: the captured values are not like those of the closure");
    }
}
