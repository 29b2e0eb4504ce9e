package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.numerics.Refusal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NestedScanTest {
    private static Fn1<Tensor, Tensor> loop(int steps, int levels) {
        return p -> NestedScan.of(
                (k, y) -> y.add(y.mul(p).add(k.to(DType.FLOAT64)).sin().mul(0.1)), p.mul(0.3), steps, levels);
    }

    @Test
    void everyNumberOfLevelsGivesTheSameBits() {
        Tensor p = Tensor.scalar(0.7);
        for (int steps : new int[] {0, 1, 2, 7, 8, 9, 27, 30, 100}) {
            Tensor value = jit(loop(steps, 1)).apply(p);
            Tensor slope = jit(grad(loop(steps, 1))).apply(p);
            for (int levels = 2; levels < 5; levels++) {
                assertThat(jit(loop(steps, levels)).apply(p).item()).isEqualTo(value.item());
                assertThat(jit(grad(loop(steps, levels))).apply(p).allClose(slope, 1e-14, 1e-15))
                        .isTrue();
            }
        }
    }

    @Test
    void itIsDifferentiableTwiceInBothModes() {
        Tensor p = Tensor.scalar(0.7);
        double twice = grad(grad(loop(20, 1))).apply(p).item();
        Fn1<Tensor, Tensor> nested = loop(20, 3);
        assertThat(grad(grad(nested))
                        .apply(p)
                        .isClose(Tensor.scalar(twice), 1e-12, 0)
                        .itemBoolean())
                .isTrue();
        Fn1<Tensor, Tensor> forwards = q -> jvp(nested, q, Tensor.scalar(1)).tangent();
        assertThat(grad(forwards)
                        .apply(p)
                        .isClose(Tensor.scalar(twice), 1e-12, 0)
                        .itemBoolean())
                .isTrue();
    }

    @Test
    void levelsSaveMemory() {
        int width = 1000;
        long one = bytes(1000, width, 1);
        long two = bytes(1000, width, 2);
        long three = bytes(1000, width, 3);
        assertThat(one).isGreaterThan(1000L * width * 8);
        assertThat(two).isBetween(62L * width * 8, 140L * width * 8);
        assertThat(three).isLessThan(70L * width * 8);
        assertThat(NestedScan.levels(64)).isEqualTo(1);
        assertThat(NestedScan.levels(1000)).isEqualTo(2);
        assertThat(NestedScan.levels(100_000)).isEqualTo(4);
    }

    private static long bytes(int steps, int width, int levels) {
        Fn1<Tensor, Tensor> f = y -> NestedScan.of((k, state) -> state.sin().mul(1.01), y, steps, levels)
                .sum();
        String explained =
                jit(grad(f)).compile(Tensor.zeros(width).to(DType.FLOAT64)).explain();
        Matcher bytes = Pattern.compile("buffers, ([0-9,]+) bytes").matcher(explained);
        assertThat(bytes.find()).isTrue();
        return Long.parseLong(bytes.group(1).replace(",", ""));
    }

    @Test
    void stepsAndLevelsAreChecked() {
        assertThatThrownBy(() -> NestedScan.of((_, y) -> y, Tensor.scalar(0), -1, 1))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("nested scan: -1 steps in 1 levels at HERE; at least 0 steps and 1 level");
    }
}
