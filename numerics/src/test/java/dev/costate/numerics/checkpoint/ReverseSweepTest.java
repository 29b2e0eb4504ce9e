package dev.costate.numerics.checkpoint;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The state is the number of its step, so that a wrong state shows; the steps taken are counted.
class ReverseSweepTest {
    private static final Tensor YES = Tensor.scalar(DType.INT32, 1).gt(0);

    private record Keeping(Tensor k, Slots<Tensor> slots) {}

    /// The states that a loop keeps.
    private static Slots<Tensor> kept(Tensor steps, int slots) {
        return whileLoop(
                        (Keeping now) -> now.k.lt(steps),
                        now -> new Keeping(now.k.add(1), now.slots.offer(now.k, now.k.to(DType.FLOAT64), YES)),
                        new Keeping(Tensor.scalar(DType.INT32, 0), Slots.free(Tensor.scalar(0), slots)))
                .slots;
    }

    private record Seen(Tensor count, Tensor wrong) {}

    private record Found(Slots<Tensor> kept, ReverseSweep.Swept<Seen> swept) {}

    private static Found sweep(Tensor steps, Slots<Tensor> kept) {
        ReverseSweep.Swept<Seen> swept = ReverseSweep.over(
                kept,
                steps,
                (k, y) -> y.add(1),
                (k, y, seen) -> {
                    // Visits come in order: before this one there were those of all later steps.
                    Tensor right = y.eq(k.to(DType.FLOAT64))
                            .and(seen.count.eq(steps.sub(1).sub(k)));
                    return new Seen(
                            seen.count.add(1), seen.wrong.add(right.not().to(DType.INT32)));
                },
                new Seen(Tensor.scalar(DType.INT32, 0), Tensor.scalar(DType.INT32, 0)));
        return new Found(kept, swept);
    }

    /// `min_m m + p(l - m, s - 1) + p(m, s)`, tried out.
    private static long[][] least(int steps, int slots) {
        long[][] p = new long[slots + 1][steps + 1];
        for (int s = 1; s <= slots; s++) {
            for (int l = 2; l <= steps; l++) {
                long best = (long) l * (l - 1) / 2;
                for (int m = 1; s > 1 && m < l; m++) {
                    best = Math.min(best, m + p[s - 1][l - m] + p[s][m]);
                }
                p[s][l] = best;
            }
        }
        return p;
    }

    @Test
    void theFormulaIsTheLeastOfAllSchedules() {
        int steps = 140;
        int slots = 12;
        long[][] least = least(steps, slots);
        for (int s = 1; s <= slots; s++) {
            for (int l = 0; l <= steps; l++) {
                assertThat(Binomial.advances(l, s)).as("p(%d, %d)", l, s).isEqualTo(least[s][l]);
            }
        }
        assertThat(Binomial.advances(1_000_000_000, 30)).isLessThan(15_000_000_000L);
    }

    @Test
    void fromTheFirstStateAloneASweepTakesTheFewestSteps() {
        for (int slots : new int[] {1, 2, 3, 5, 8, 20}) {
            Slots<Tensor> first =
                    Slots.free(Tensor.scalar(0), slots).offer(Tensor.scalar(DType.INT32, 0), Tensor.scalar(0), YES);
            Fn1<Tensor, Found> run = jit((Tensor n) -> sweep(n, first));
            for (int n : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 19, 20, 21, 22, 55, 56, 57, 139}) {
                check(run.apply(Tensor.scalar(DType.INT32, n)), n, Binomial.advances(n, slots));
            }
            if (slots > 2) {
                int n = 20_000;
                check(run.apply(Tensor.scalar(DType.INT32, n)), n, Binomial.advances(n, slots));
            }
        }
    }

    @Test
    void betweenTheStatesThatALoopKeptItTakesTheFewestToo() {
        for (int slots : new int[] {1, 2, 3, 4, 7, 16, 33}) {
            Fn1<Tensor, Found> run = jit((Tensor n) -> sweep(n, kept(n, slots)));
            for (int n : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 15, 16, 17, 31, 32, 33, 34, 65, 100, 500}) {
                Found found = run.apply(Tensor.scalar(DType.INT32, n));
                List<Integer> steps = places(found.kept);
                long least = 0;
                int end = n;
                for (int i = steps.size() - 1; i >= 0; i--) {
                    int free = slots - steps.size() + (steps.size() - 1 - i);
                    least += Binomial.advances(end - steps.get(i), 1 + free);
                    end = steps.get(i);
                }
                check(found, n, least);
                // About what it takes from the first state alone, or less (seen: at most 1.06 times).
                assertThat((double) least).isLessThanOrEqualTo(1.06 * Binomial.advances(n, slots));
                if (n <= slots) {
                    assertThat(least).isZero();
                }
            }
        }
    }

    @Test
    void statesAreKeptEvenly() {
        for (int slots : new int[] {1, 2, 3, 4, 7, 16}) {
            Fn1<Tensor, Slots<Tensor>> run = jit((Tensor n) -> kept(n, slots));
            for (int n = 1; n < 70; n++) {
                Slots<Tensor> kept = run.apply(Tensor.scalar(DType.INT32, n));
                List<Integer> steps = places(kept);
                int stride = (int) kept.stride().itemLong();
                for (int i = 0; i < steps.size(); i++) {
                    assertThat(steps.get(i)).isEqualTo(i * stride);
                }
                if (n <= slots) {
                    assertThat(steps).hasSize(n);
                } else {
                    assertThat(steps).hasSize((n - 1) / stride + 1);
                    assertThat(steps).hasSizeBetween(Math.max(1, slots / 4), Math.max(1, slots / 2));
                }
            }
        }
    }

    private static List<Integer> places(Slots<Tensor> kept) {
        List<Integer> steps = new ArrayList<>();
        for (int i = 0; i < kept.count(); i++) {
            int step = (int) kept.steps().get(i).itemLong();
            if (step >= 0) {
                assertThat(kept.states().get(i).item()).isEqualTo(step);
                steps.add(step);
            }
        }
        steps.sort(null);
        return steps;
    }

    private static void check(Found found, int steps, long advances) {
        assertThat(found.swept.carried().count.itemLong()).isEqualTo(steps);
        assertThat(found.swept.carried().wrong.itemLong()).isZero();
        assertThat(found.swept.advances().itemLong())
                .as("steps forwards for %d", steps)
                .isEqualTo(advances);
    }
}
