package dev.costate;

import static dev.costate.Costate.checkpoint;
import static dev.costate.Costate.customJvp;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.hessian;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jacobianReverse;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vjp;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Java's own `if` and loops on values, under the transformations whose traces carry them.
class JavaControlFlowTest {
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    /// x to the first power of 2 that makes it 100 or more.
    private static Tensor grow(Tensor x) {
        Tensor y = x;
        while (y.item() < 100) {
            y = y.square();
        }
        return y;
    }

    private static Tensor piecewise(Tensor x) {
        return x.item() > 0 ? x.mul(x).mul(x) : x.sin();
    }

    @Test
    void aLoopUnderEachMode() {
        // 3 -> 9 -> 81 -> 6561 = 3^8
        Tensor three = Tensor.scalar(3.0);
        assertThat(grad(JavaControlFlowTest::grow).apply(three).item()).isEqualTo(8 * Math.pow(3, 7));
        assertThat(jvp(JavaControlFlowTest::grow, three, Tensor.scalar(1.0))
                        .tangent()
                        .item())
                .isEqualTo(8 * Math.pow(3, 7));
        assertThat(vjp(JavaControlFlowTest::grow, three)
                        .pullback()
                        .apply(Tensor.scalar(2.0))
                        .item())
                .isEqualTo(16 * Math.pow(3, 7));
        assertThat(valueAndGrad(JavaControlFlowTest::grow).apply(three).value().item())
                .isEqualTo(6561);
        assertThat(hessian(JavaControlFlowTest::grow).apply(three).item()).isEqualTo(56 * Math.pow(3, 6));
        assertThat(grad(grad(grad(JavaControlFlowTest::grow))).apply(three).item())
                .isEqualTo(336 * Math.pow(3, 5));
        assertThat(hvp(JavaControlFlowTest::grow, three, three).item()).isEqualTo(56 * Math.pow(3, 7));
    }

    @Test
    void aBranchIsTakenByTheValueOfEachCall() {
        Fn1<Tensor, Tensor> slope = grad(JavaControlFlowTest::piecewise);
        assertThat(slope.apply(Tensor.scalar(2.0)).item()).isEqualTo(12);
        assertThat(slope.apply(Tensor.scalar(-2.0)).item()).isCloseTo(Math.cos(-2), ROUNDING);
        assertThat(checkpoint(slope).apply(Tensor.scalar(2.0)).item()).isEqualTo(12);
    }

    /// The inner function asks about its own argument, about one it closes over, and about what was computed
    /// of both.
    @Test
    void nestedFunctionsAskAboutEveryLevel() {
        Fn1<Tensor, Tensor> f = x -> {
            Tensor slope = grad((Tensor y) -> {
                        Tensor z = y.item() > x.item() ? y.mul(x) : y.mul(y).mul(x);
                        return z.item() > 1 ? z.square() : z;
                    })
                    .apply(x.add(1));
            return slope.item() > 5 ? slope.mul(2) : slope;
        };
        // At x = 1: y = 2, z = y x = 2, so the slope by y is 2 y x^2 = 2 (x + 1) x^2 = 4; not doubled.
        assertThat(f.apply(Tensor.scalar(1.0)).item()).isEqualTo(4);
        // Its derivative by x: 2 x^2 + 4 x (x + 1) = 10.
        assertThat(grad(f).apply(Tensor.scalar(1.0)).item()).isEqualTo(10);
        // At x = 2: the slope is 2 * 3 * 4 = 24, doubled 48; its derivative is doubled 32, 64.
        assertThat(f.apply(Tensor.scalar(2.0)).item()).isEqualTo(48);
        assertThat(grad(f).apply(Tensor.scalar(2.0)).item()).isEqualTo(64);
        assertThat(jvp(f, Tensor.scalar(2.0), Tensor.scalar(1.0)).tangent().item())
                .isEqualTo(64);
    }

    @Test
    void elementsAndListsOfThem() {
        Tensor x = Tensor.of(3.0, -1.0, 2.0, -4.0);
        Fn1<Tensor, Tensor> positives = v -> {
            Tensor sum = Tensor.scalar(0.0);
            for (int i = 0; i < v.size(); i++) {
                if (v.get(i).item() > 0) {
                    sum = sum.add(v.get(i).square());
                }
            }
            return sum;
        };
        assertThat(grad(positives).apply(x).toDoubles()).containsExactly(6, 0, 4, 0);
        Fn1<Tensor, Tensor> sorted = v -> v.get(Index.places(argSort(v.toDoubles())));
        Tensor jacobian = jacobianReverse(sorted).apply(x);
        assertThat(jacobian.matmul(x).toDoubles()).containsExactly(-4, -1, 2, 3);
        assertThat(grad((Tensor v) -> v.get(Index.mask(v.gt(0))).square().sum())
                        .apply(x)
                        .toDoubles())
                .containsExactly(6, 0, 4, 0);
    }

    private static Tensor argSort(double[] values) {
        int[] places = java.util.stream.IntStream.range(0, values.length)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(i -> values[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return Tensor.of(places);
    }

    @Test
    void rulesOfOnesOwnAskToo() {
        Fn1<Tensor, Tensor> f = customJvp(
                JavaControlFlowTest::piecewise,
                (x, dx) -> new Jvp<>(piecewise(x), x.item() > 0 ? dx.mul(7) : dx.mul(11)));
        assertThat(grad(f).apply(Tensor.scalar(2.0)).item()).isEqualTo(7);
        assertThat(grad(f).apply(Tensor.scalar(-2.0)).item()).isEqualTo(11);
    }

    /// Values are shown while a function is traced, and a leaked one keeps its number.
    @Test
    void valuesCanBePrinted() {
        List<String> printed = new java.util.ArrayList<>();
        grad((Tensor x) -> {
                    Tensor y = x.mul(2);
                    printed.add(y.toString());
                    return y;
                })
                .apply(Tensor.scalar(1.5));
        assertThat(printed).containsExactly("f64[] 3 (traced by grad)");
    }
}
