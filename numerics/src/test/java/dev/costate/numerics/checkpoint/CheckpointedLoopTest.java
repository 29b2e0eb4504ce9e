package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Vmap;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.numerics.Refusal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointedLoopTest {
    private static final int SLOTS = 5;

    /// A nonlinear map of the plane that depends on its step, `y -> y + p sin(M y + k/10)`.
    private static Tensor map(Tensor k, Tensor y, Tensor p) {
        Tensor angle = Tensor.of(new double[][] {{0.3, -1.1}, {0.9, 0.2}})
                .matmul(y)
                .add(k.to(DType.FLOAT64).mul(0.1));
        return y.add(angle.sin().mul(p));
    }

    private static final Tensor START = Tensor.of(0.4, -0.7);
    private static final Tensor RATE = Tensor.of(0.05, 0.08);

    private record At(Tensor y, Tensor p) {}

    private record Walk(Tensor k, Tensor y) {}

    private static Fn1<At, Tensor> checkpointed(int steps, int slots) {
        CheckpointedLoop<Tensor, Tensor> loop = new CheckpointedLoop<>(CheckpointedLoopTest::map, slots);
        return at -> loop.apply(at.y, at.p, Tensor.scalar(DType.INT32, steps))
                .mul(Tensor.of(1.0, 2.0))
                .sum();
    }

    private static Fn1<At, Tensor> plain(int steps) {
        return at -> scanSteps(
                        (Walk walk) -> new Step<>(new Walk(walk.k.add(1), map(walk.k, walk.y, at.p)), Tensor.scalar(0)),
                        new Walk(Tensor.scalar(DType.INT32, 0), at.y),
                        steps)
                .carry()
                .y
                .mul(Tensor.of(1.0, 2.0))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, SLOTS - 1, SLOTS, SLOTS + 1, 37, 1000})
    void theGradientIsThatOfAPlainScan(int steps) {
        At at = new At(START, RATE);
        At expected = jit(grad(plain(steps))).apply(at);
        for (int slots : new int[] {1, 2, SLOTS, 64}) {
            if (slots == 1 && steps > 100) {
                continue; // half a million steps
            }
            At compiled = jit(grad(checkpointed(steps, slots))).apply(at);
            assertThat(compiled.y.allClose(expected.y, 1e-12, 1e-14)).isTrue();
            assertThat(compiled.p.allClose(expected.p, 1e-12, 1e-14)).isTrue();
        }
    }

    @Test
    void plainLoopsAndBatchesAgreeWithCompiledOnes() {
        Fn1<At, Tensor> f = checkpointed(7, 3);
        At at = new At(START, RATE);
        At expected = jit(grad(f)).apply(at);
        At interpreted = grad(f).apply(at);
        assertThat(interpreted.y.allClose(expected.y, 1e-14, 0)).isTrue();
        assertThat(interpreted.p.allClose(expected.p, 1e-14, 0)).isTrue();
        At batch = new At(Tensor.of(new double[][] {{0.4, -0.7}, {1.1, 0.2}}), Tensor.of(new double[][] {
            {0.05, 0.08}, {0.3, -0.2}
        }));
        At many = jit(vmap(grad(f))).apply(batch);
        At second = jit(grad(f)).apply(new At(batch.y.get(1), batch.p.get(1)));
        assertThat(many.y.get(0).allClose(expected.y, 1e-14, 0)).isTrue();
        assertThat(many.p.get(1).allClose(second.p, 1e-14, 0)).isTrue();
    }

    @Test
    void membersTakeTheirOwnNumbersOfSteps() {
        CheckpointedLoop<Tensor, Tensor> loop = new CheckpointedLoop<>(CheckpointedLoopTest::map, 2);
        Fn2<Tensor, Tensor, Tensor> f = (p, steps) ->
                grad((Tensor q) -> loop.apply(START, q, steps).sum()).apply(p);
        Tensor steps = Tensor.of(0, 3, 11, 1);
        Tensor many = jit(vmap(f).in(Vmap.SHARED, 0)).apply(RATE, steps);
        for (int i = 0; i < 4; i++) {
            assertThat(many.get(i).allClose(f.apply(RATE, steps.get(i)), 1e-13, 1e-15))
                    .isTrue();
        }
    }

    @Test
    void forwardModeGoesThroughTheLoop() {
        At at = new At(START, RATE);
        At along = new At(Tensor.of(0.3, 0.9), Tensor.of(-0.4, 1.0));
        Fn1<At, Tensor> f = checkpointed(23, 4);
        At gradient = grad(f).apply(at);
        double expected =
                gradient.y.mul(along.y).sum().add(gradient.p.mul(along.p).sum()).item();
        assertThat(jvp(f, at, along).tangent().item()).isCloseTo(expected, within(1e-13));
        assertThat(jit((At a) -> jvp(f, a, along).tangent()).apply(at).item()).isCloseTo(expected, within(1e-13));
    }

    @Test
    void secondDerivativesGoForwardsOverTheSweep() {
        At at = new At(START, RATE);
        At along = new At(Tensor.of(0.3, 0.9), Tensor.of(-0.4, 1.0));
        At expected = hvp(plain(23), at, along);
        At found = hvp(checkpointed(23, 4), at, along);
        assertThat(found.y.allClose(expected.y, 1e-11, 1e-13)).isTrue();
        assertThat(found.p.allClose(expected.p, 1e-11, 1e-13)).isTrue();
    }

    private record Mixed(Tensor rate, Tensor key) {}

    @Test
    void parametersThatAreNotFloatingHaveNoDerivative() {
        CheckpointedLoop<Tensor, Mixed> loop =
                new CheckpointedLoop<>((k, y, p) -> y.mul(p.rate).add(p.key.to(DType.FLOAT64)), 2);
        Fn1<Tensor, Tensor> f = rate -> loop.apply(
                Tensor.scalar(1), new Mixed(rate, Tensor.scalar(DType.INT32, 2)), Tensor.scalar(DType.INT32, 3));
        // ((r + 2) r + 2) r + 2
        assertThat(f.apply(Tensor.scalar(3)).item()).isEqualTo(53);
        assertThat(grad(f).apply(Tensor.scalar(3)).item()).isEqualTo(3 * 9 + 4 * 3 + 2);
    }

    @Test
    void memoryIsThatOfTheSlotsNotOfTheSteps() {
        // The program does not know the number of steps: what it keeps is in its buffers.
        int width = 1000;
        Fn2<Tensor, Tensor, Tensor> f = (y, steps) -> new CheckpointedLoop<Tensor, Tensor>(
                        (k, state, p) -> state.add(state.sin().mul(p)), 8)
                .apply(y, Tensor.scalar(0.1), steps)
                .sum();
        String explained = jit(grad(f))
                .compile(Tensor.zeros(width).to(DType.FLOAT64), Tensor.scalar(DType.INT32, 100_000))
                .explain();
        Matcher bytes = Pattern.compile("buffers, ([0-9,]+) bytes").matcher(explained);
        assertThat(bytes.find()).isTrue();
        long slots = 8L * 8 * width;
        assertThat(Long.parseLong(bytes.group(1).replace(",", ""))).isBetween(slots, 5 * slots);
        assertThat(explained).contains("no fallbacks");
    }

    @Test
    void aLoopNeedsASlotAndAFloatingState() {
        assertThatThrownBy(() -> new CheckpointedLoop<Tensor, Tensor>(CheckpointedLoopTest::map, 0))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("checkpoints: 0 slots at HERE; at least 1 is needed");
        CheckpointedLoop<Tensor, Tensor> counter = new CheckpointedLoop<>((k, y, p) -> y.add(1), 2);
        assertThatThrownBy(() -> grad((Tensor p) -> counter.apply(
                                        Tensor.scalar(DType.INT32, 1), p, Tensor.scalar(DType.INT32, 3))
                                .to(DType.FLOAT64))
                        .apply(Tensor.scalar(1)))
                .isInstanceOf(ArgumentException.class)
                .extracting(Refusal::text)
                .isEqualTo("checkpoints: the state holds i32[] at HERE; make it floating, or a parameter");
    }

    /// What the body closes over is a parameter: bit for bit the gradient of the loop with explicit ones.
    @Test
    void theBodyMayCloseOverTracedValues() {
        Fn1<At, Tensor> closing =
                at -> new CheckpointedLoop<Tensor, List<Tensor>>((k, y, none) -> map(k, y, at.p), SLOTS)
                        .apply(at.y, List.of(), Tensor.scalar(DType.INT32, 37))
                        .mul(Tensor.of(1.0, 2.0))
                        .sum();
        At at = new At(START, RATE);
        for (boolean compiled : new boolean[] {false, true}) {
            At found = (compiled ? jit(grad(closing)) : grad(closing)).apply(at);
            At expected = (compiled ? jit(grad(checkpointed(37, SLOTS))) : grad(checkpointed(37, SLOTS))).apply(at);
            assertThat(found.y.identical(expected.y)).isTrue();
            assertThat(found.p.identical(expected.p)).isTrue();
        }
        At bend = hvp(closing, at, new At(RATE, START));
        assertThat(bend.p.identical(hvp(checkpointed(37, SLOTS), at, new At(RATE, START)).p))
                .isTrue();
        Tensor rates = Tensor.of(new double[][] {{0.05, 0.08}, {0.2, -0.1}});
        Fn1<Tensor, Tensor> slope = p -> grad(closing).apply(new At(START, p)).p;
        Tensor all = vmap(slope).apply(rates);
        for (int i = 0; i < 2; i++) {
            assertThat(all.get(i).identical(slope.apply(rates.get(i)))).isTrue();
        }
    }
}
