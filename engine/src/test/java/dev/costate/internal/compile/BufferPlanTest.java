package dev.costate.internal.compile;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Buffers are used again, and loops write in place, only where nobody misses what was there.
class BufferPlanTest {
    private record Pair(Tensor a, Tensor b) {}

    private static Tensor numbers(int seed, int... dims) {
        return Random.uniform(Key.of(seed), DType.FLOAT32, Shape.of(dims), -1, 1);
    }

    private static Pair pair() {
        return new Pair(numbers(1, 37, 45), numbers(2, 37, 45));
    }

    private static Plan plan(Fn1<?, ?> f, Object x) {
        @SuppressWarnings("unchecked")
        Fn1<Object, Object> any = (Fn1<Object, Object>) f;
        return Planner.plan(Optimiser.optimise(Expansion.expand(Graph.of(any, x))));
    }

    /// How many of the values that the first loop hands on are written in place.
    private static long inPlace(Fn1<?, ?> f, Object x) {
        for (Plan.Step step : plan(f, x).steps()) {
            if (step instanceof Plan.Loop loop) {
                long count = 0;
                for (int c = 0; c < loop.carries(); c++) {
                    if (BufferPlan.isInPlace(
                            loop.body(), loop.consts() + c, loop.body().outputs()[c])) {
                        count++;
                    }
                }
                return count;
            }
        }
        throw new AssertionError("no loop");
    }

    private static void carries(int inPlace, Fn1<Pair, Pair> step) {
        for (int steps : new int[] {1, 2, 5}) {
            Fn1<Pair, Pair> f = p -> scan((Pair c) -> step.apply(c), p, steps);
            if (steps > 1) {
                assertThat(inPlace(f, pair())).as("in place").isEqualTo(inPlace);
            }
            LoopAgreement.agree(f, pair());
        }
    }

    @Test
    void whatIsReadWhereItIsWrittenIsInPlace() {
        carries(2, p -> new Pair(p.a.mul(0.9).add(0.1), p.b.mul(p.b)));
        carries(2, p -> new Pair(p.a.mul(0.5).add(p.b.mul(0.1)), p.b.sub(p.a.mul(0.2))));
        carries(2, p -> new Pair(p.a.mul(p.a.relu().sub(p.b)), p.b.add(p.a)));
    }

    @Test
    void whatGoesElsewhereIsNot() {
        carries(0, p -> new Pair(p.b, p.a));
        carries(0, p -> new Pair(p.a.add(p.b), p.a));
        carries(1, p -> new Pair(p.a.flip(1).mul(0.9), p.b.add(p.a)));
        carries(1, p -> new Pair(p.a.flip(0).mul(0.9), p.b.add(p.a)));
        carries(1, p -> new Pair(p.a.add(p.a.get(0)).mul(0.5), p.b.mul(0.9)));
        carries(1, p -> new Pair(p.a.add(p.a.get(":, 3:4")).mul(0.5), p.b.mul(0.9)));
        carries(1, p -> new Pair(Layout.roll(p.a, 1, 1).mul(0.9).add(p.b), p.b.mul(0.9)));
        // Each reads what the other writes; the one that comes last may.
        carries(1, p -> new Pair(p.a.mul(0.9).add(p.b.flip(1)), p.b.mul(0.9).add(p.a.flip(0))));
        // What another one is made of in another place is read before it goes, or is not in place.
        Fn1<Pair, Pair> sums =
                p -> new Pair(p.a.mul(0.9), p.b.mul(0.9).add(p.a.sum(1).reshape(37, 1)));
        LoopAgreement.agree((Pair p) -> scan((Pair c) -> sums.apply(c), p, 4), pair());
        Fn1<Pair, Pair> products = p ->
                new Pair(p.a.mul(0.9), p.a.matmul(p.b.transpose()).matmul(p.a).mul(0.01));
        LoopAgreement.agree((Pair p) -> scan((Pair c) -> products.apply(c), p, 4), pair());
    }

    @Test
    void outputsOfStepsKeepWhatTheyWere() {
        Fn1<Tensor, ?> before = x -> scan((Tensor c, Tensor none) -> new Step<>(c.mul(0.9), c), x, Tensor.zeros(7));
        LoopAgreement.agree(before, numbers(3, 37, 45));
        Fn1<Tensor, ?> after = x -> scan(
                (Tensor c, Tensor none) -> new Step<>(c.mul(0.9), c.mul(0.9).add(c)), x, Tensor.zeros(7));
        LoopAgreement.agree(after, numbers(3, 37, 45));
    }

    @Test
    void loopsInLoopsAndInMembers() {
        Fn1<Tensor, Tensor> inner = x -> scan((Tensor c) -> c.mul(0.9).add(0.1), x, 3);
        LoopAgreement.agree((Tensor x) -> scan((Tensor c) -> inner.apply(c).add(c), x, 4), numbers(4, 300));
        LoopAgreement.agree((Tensor x) -> scan((Tensor c) -> inner.apply(c), x, 4), numbers(4, 300));
        LoopAgreement.agree(
                (Tensor x) -> vmap((Tensor c) -> inner.apply(c).add(c)).apply(x), numbers(5, 6, 300));
        LoopAgreement.agree(
                (Tensor x) ->
                        whileLoop(c -> c.sum().lt(200), c -> inner.apply(c).add(c.abs()), x),
                numbers(6, 300));
    }

    @Test
    void branchesGiveWhatTheyTake() {
        Fn1<Tensor, Tensor> choice = x -> {
            Tensor y = x.mul(2).sin();
            Tensor z = cond(x.sum().gt(0), (Tensor t) -> t, (Tensor t) -> t.mul(3), y);
            Tensor w = cond(x.sum().lt(0), (Tensor t) -> t, (Tensor t) -> t.mul(3), y);
            return z.matmul(w.transpose()).add(y.sum());
        };
        LoopAgreement.agree(choice, numbers(7, 37, 45));
        LoopAgreement.agree(choice, numbers(7, 37, 45).neg());
    }

    @Test
    void resultsOutliveTheNextRun() {
        Fn1<Tensor, List<Tensor>> f = x -> {
            Tensor y = x.matmul(x).tanh();
            Tensor z = scan((Tensor c) -> c.mul(0.5).add(y), y, 3);
            return List.of(y.reshape(40 * 40), z, z.matmul(y), x.get(":, 1:"), x);
        };
        var compiled = jit(f);
        List<List<Tensor>> kept = new ArrayList<>();
        List<List<float[]>> copies = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<Tensor> results = compiled.apply(numbers(i, 40, 40));
            kept.add(results);
            copies.add(results.stream().map(t -> t.toFloats().clone()).toList());
        }
        for (int i = 0; i < 5; i++) {
            for (int r = 0; r < 5; r++) {
                assertThat(kept.get(i).get(r).toFloats())
                        .as("result %d of run %d", r, i)
                        .isEqualTo(copies.get(i).get(r));
            }
        }
        assertThat(compiled.apply(numbers(0, 40, 40)).get(2).toFloats())
                .isEqualTo(copies.get(0).get(2));
    }

    @Test
    void threadsHaveBuffersOfTheirOwn() throws Exception {
        Fn1<Tensor, Tensor> f = x -> scan((Tensor c) -> c.matmul(x).tanh(), x, 20);
        var compiled = jit(f);
        List<Tensor> inputs = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inputs.add(numbers(i, 33, 33));
            expected.add(compiled.apply(inputs.get(i)).toFloats());
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int which = i;
                calls.add(() -> {
                    for (int k = 0; k < 50; k++) {
                        assertThat(compiled.apply(inputs.get(which)).toFloats()).isEqualTo(expected.get(which));
                    }
                    return null;
                });
            }
            for (var done : threads.invokeAll(calls)) {
                done.get();
            }
        }
    }

    @Test
    void aChainTakesTwoBuffers() {
        Fn1<Tensor, Tensor> chain =
                x -> x.matmul(x).sin().matmul(x).cos().matmul(x).exp().matmul(x);
        Plan plan = plan(chain, numbers(8, 64, 64));
        assertThat(plan.buffers().buffers())
                .containsExactly(
                        new BufferPlan.Buffer(DType.FLOAT32, 4096), new BufferPlan.Buffer(DType.FLOAT32, 4096));
        LoopAgreement.agree(chain, numbers(8, 64, 64));
    }

    @Test
    void anUpdateOfManyStepsIsInPlaceUnderScanSteps() {
        Fn1<Pair, ?> f = p -> scanSteps(
                (Pair c) -> new Step<>(
                        new Pair(c.a.sub(c.b.mul(0.1)), c.b.mul(0.9).add(c.a)),
                        c.a.square().sum()),
                p,
                6);
        assertThat(inPlace(f, pair())).isEqualTo(2);
        LoopAgreement.agree(f, pair());
    }
}
