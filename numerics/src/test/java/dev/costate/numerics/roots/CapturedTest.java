package dev.costate.numerics.roots;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an equation closes over is a parameter, whatever finds its root: the same numbers as by explicit ones.
class CapturedTest {
    /// `z^3 + z = p`, given as a parameter and closed over.
    record Way(String name, Fn1<Tensor, Tensor> explicit, Fn1<Tensor, Tensor> closing) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Fn2<Tensor, Tensor, Tensor> CUBIC =
            (z, p) -> z.pow(3).add(z).sub(p);
    private static final Tensor START = Tensor.of(0.5);

    /// A contraction with the same fixed point.
    private static Tensor map(Tensor z, Tensor p) {
        return z.sub(CUBIC.apply(z, p).div(z.square().mul(3).add(1.5)));
    }

    static List<Way> ways() {
        return List.of(
                new Way(
                        "Newton",
                        p -> Newton.standard().find(CUBIC, START, p).value(),
                        p -> Newton.standard()
                                .find((Tensor z) -> CUBIC.apply(z, p), START)
                                .value()),
                new Way(
                        "FixedPoint",
                        p -> FixedPoint.standard()
                                .find(CapturedTest::map, START, p)
                                .value(),
                        p -> FixedPoint.standard()
                                .find((Tensor z) -> map(z, p), START)
                                .value()),
                new Way(
                        "Bracket",
                        p -> Bracket.standard()
                                .find(CUBIC, Tensor.of(-3.0), Tensor.of(4.0), p)
                                .value(),
                        p -> Bracket.standard()
                                .find((Tensor z) -> CUBIC.apply(z, p), Tensor.of(-3.0), Tensor.of(4.0))
                                .value()),
                new Way(
                        "ImplicitFunction",
                        p -> ImplicitFunction.of(
                                        CUBIC,
                                        (Tensor q) -> Newton.standard()
                                                .find(CUBIC, START, q)
                                                .value())
                                .apply(p),
                        p -> ImplicitFunction.of(
                                        (Tensor z, List<Tensor> none) -> CUBIC.apply(z, p),
                                        (List<Tensor> none) -> Newton.standard()
                                                .find((Tensor z) -> CUBIC.apply(z, p), START)
                                                .value())
                                .apply(List.of())));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void derivativesAreThoseOfExplicitParameters(Way way) {
        Fn1<Tensor, Tensor> explicit = p -> way.explicit.apply(p).sin().sum();
        Fn1<Tensor, Tensor> closing = p -> way.closing.apply(p).sin().sum();
        Tensor p = Tensor.of(1.7);
        Tensor one = Tensor.of(1.0);
        same(grad(closing).apply(p), grad(explicit).apply(p));
        same(jit(grad(closing)).apply(p), jit(grad(explicit)).apply(p));
        same(jvp(closing, p, one).tangent(), jvp(explicit, p, one).tangent());
        same(hvp(closing, p, one), hvp(explicit, p, one));
        same(
                jit((Tensor q) -> hvp(closing, q, one)).apply(p),
                jit((Tensor q) -> hvp(explicit, q, one)).apply(p));
        Fn1<Tensor, Tensor> closingSlope = q -> grad(closing).apply(q).sum();
        Fn1<Tensor, Tensor> explicitSlope = q -> grad(explicit).apply(q).sum();
        same(grad(closingSlope).apply(p), grad(explicitSlope).apply(p));
        Tensor many = Tensor.of(new double[][] {{1.7}, {-2}, {30}});
        same(vmap(grad(closing)).apply(many), vmap(grad(explicit)).apply(many));
        same(jit(vmap(grad(closing))).apply(many), jit(vmap(grad(explicit))).apply(many));
        // dz/dp = 1 / (3 z^2 + 1)
        double z = way.explicit.apply(p).item();
        assertThat(grad(closing).apply(p).item()).isCloseTo(Math.cos(z) / (3 * z * z + 1), within(1e-9));
    }

    private static void same(Tensor found, Tensor expected) {
        assertThat(found.identical(expected)).as("%s, not %s", found, expected).isTrue();
    }
}
