package dev.costate.numerics.roots;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BracketTest {
    private static final Bracket BRACKET = Bracket.standard();

    /// A function, its bracket and its root.
    record Case(String name, Fn1<Tensor, Tensor> f, double low, double high, double root, int most) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Smooth ones, a flat one, one with a pole of odd order beside, a jump; with the evaluations that they may
    /// cost: bisection takes 53 or more.
    static List<Case> cases() {
        return List.of(
                new Case("cos z - z", z -> z.cos().sub(z), 0, 1, 0.7390851332151607, 9),
                new Case("z^3 - 2z - 5", z -> z.pow(3).sub(z.mul(2)).sub(5), 2, 3, 2.0945514815423265, 10),
                new Case("reversed", z -> z.pow(3).sub(z.mul(2)).sub(5), 3, 2, 2.0945514815423265, 10),
                new Case("root at an end", z -> z.mul(z.sub(1)), 0.5, 1, 1, 1),
                new Case("exp(20 z) - 1e5", z -> z.mul(20).exp().sub(1e5), -1, 1, Math.log(1e5) / 20, 16),
                new Case("z^9", z -> z.pow(9), -1, 4, 0, 140),
                new Case("sign", z -> z.sub(0.3).sign(), 0, 1, 0.3, 60));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheRoot(Case c) {
        Root<Tensor> root = BRACKET.find(c.f(), Tensor.scalar(c.low()), Tensor.scalar(c.high()));
        assertThat(root.converged().itemBoolean()).isTrue();
        // z^9 underflows to 0 in a whole neighbourhood of its root
        double near = c.name().equals("z^9") ? 1e-30 : 2e-15;
        assertThat(root.value().item()).isCloseTo(c.root(), Offset.offset(near));
        assertThat(root.iterations().itemLong()).isLessThanOrEqualTo(c.most());
    }

    @Test
    void elementsHaveBracketsOfTheirOwn() {
        Tensor c = Tensor.of(new double[][] {{1, 8, 27}, {-8, 64, 1e-3}});
        Root<Tensor> root = BRACKET.find((z, p) -> z.pow(3).sub(p), Tensor.scalar(-5), Tensor.of(5.0, 6.0, 7.0), c);
        assertThat(root.value().flatten().toDoubles())
                .containsExactly(new double[] {1, 2, 3, -2, 4, 0.1}, Offset.offset(1e-14));
        assertThat(root.converged().all().itemBoolean()).isTrue();
    }

    /// `z^3 = p`: `z' = 1 / (3 z^2)`, `z'' = -2 / (9 z^5)`, elementwise: nothing but the diagonal.
    @Test
    void derivatives() {
        Fn1<Tensor, Tensor> z = p -> BRACKET.find((y, q) -> y.pow(3).sub(q), Tensor.scalar(0), Tensor.scalar(9), p)
                .value();
        Tensor p = Tensor.of(8.0, 27.0);
        Fn1<Tensor, Tensor> slope = q -> grad((Tensor x) -> z.apply(x).sum()).apply(q);
        assertThat(slope.apply(p).toDoubles()).containsExactly(new double[] {1. / 12, 1. / 27}, Offset.offset(1e-14));
        assertThat(jit(slope).apply(p).toDoubles())
                .containsExactly(new double[] {1. / 12, 1. / 27}, Offset.offset(1e-14));
        assertThat(vmap(grad(z)).apply(p).toDoubles())
                .containsExactly(new double[] {1. / 12, 1. / 27}, Offset.offset(1e-14));
        assertThat(grad((Tensor q) -> slope.apply(q).sum()).apply(p).toDoubles())
                .containsExactly(new double[] {-2. / (9 * 32), -2. / (9 * 243)}, Offset.offset(1e-14));
    }

    @Test
    void noBracketIsNoRoot() {
        Root<Tensor> root = BRACKET.find(
                (z, p) -> z.square().sub(p), Tensor.scalar(0), Tensor.scalar(2), Tensor.of(1.0, -1.0, 9.0, Double.NaN));
        assertThat(root.converged().toBooleans()).containsExactly(true, false, false, false);
        assertThat(root.value().isNaN().toBooleans()).containsExactly(false, true, true, true);
        Root<Tensor> few =
                new Bracket(0, 1e-12, 3).find((Tensor z) -> z.pow(9).sub(0.1), Tensor.scalar(-1), Tensor.scalar(4));
        assertThat(few.converged().itemBoolean()).isFalse();
        assertThat(few.iterations().itemLong()).isEqualTo(3);
    }

    @Test
    void singlePrecision() {
        Root<Tensor> root = new Bracket(2e-7, 0, 100)
                .find(
                        (Tensor z) -> z.square().sub(2),
                        Tensor.scalar(DType.FLOAT32, 0),
                        Tensor.scalar(DType.FLOAT32, 2));
        assertThat(root.value().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(root.value().item()).isCloseTo(Math.sqrt(2), Offset.offset(3e-7));
        assertThat(root.converged().itemBoolean()).isTrue();
    }

    @Test
    void errors() {
        assertThatThrownBy(() -> BRACKET.find((Tensor z) -> z.sum(), Tensor.of(0.0, 0.0), Tensor.scalar(1)))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> new Bracket(1e-9, 0, 0)).hasMessageContaining("0 iterations");
        assertThatThrownBy(() -> new Bracket(-1, 0, 5)).hasMessageContaining("-1.0 (relative)");
    }
}
