package dev.costate.internal.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.RandomGraphs.Options;
import dev.costate.internal.trace.Dispatch;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.transform.BatchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Derivatives of members and members of derivatives: whatever axis is taken for the members', the program
/// computes what it did. A failure names its seed; `-Dcostate.seed=N` runs that one alone.
class TransformedProgramsTest {
    private static final int MEMBERS = 3;

    static LongStream seeds() {
        return RandomGraphs.seeds(100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void membersOfGradients(long seed) {
        Graph graph = RandomGraphs.graph(seed, Options.DIFFERENTIABLE);
        check(Costate.vmap(gradient(graph)), stacked(graph, seed), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void gradientsOfMembers(long seed) {
        Graph graph = RandomGraphs.graph(seed, Options.DIFFERENTIABLE);
        boolean[] all = new boolean[graph.inputs().size()];
        java.util.Arrays.fill(all, true);
        Graph members =
                BatchMode.batch(graph, all, new boolean[] {true}, MEMBERS).graph();
        check(gradient(members), stacked(graph, seed), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void membersOfLoopsOfGradients(long seed) {
        Graph graph = RandomGraphs.graph(seed, Options.DIFFERENTIABLE.withSteps(8));
        Fn1<List<Tensor>, List<Tensor>> descent = start -> Costate.scan(
                (List<Tensor> x) -> {
                    List<Tensor> slope = gradient(graph).apply(x);
                    List<Tensor> next = new ArrayList<>(x);
                    int k = 0;
                    for (int i = 0; i < x.size(); i++) {
                        if (x.get(i).dtype().isFloating()) {
                            next.set(i, x.get(i).sub(slope.get(k++).mul(0.01)));
                        }
                    }
                    return next;
                },
                start,
                3);
        check(Costate.vmap(descent), stacked(graph, seed), seed);
    }

    /// The gradient of the sum of the graph's result by its floating inputs.
    private static Fn1<List<Tensor>, List<Tensor>> gradient(Graph graph) {
        return x -> {
            List<Tensor> free = x.stream().filter(t -> t.dtype().isFloating()).toList();
            return Costate.grad((List<Tensor> z) -> {
                        List<Tensor> all = new ArrayList<>();
                        int next = 0;
                        for (Tensor t : x) {
                            all.add(t.dtype().isFloating() ? z.get(next++) : t);
                        }
                        return Dispatch.call(graph, all).get(0).sum();
                    })
                    .apply(free);
        };
    }

    private static List<Tensor> stacked(Graph graph, long seed) {
        Random random = new Random(seed);
        List<Tensor> stacked = new ArrayList<>();
        graph.inputs()
                .forEach(type -> stacked.add(TensorBridge.of(
                        RandomGraphs.array(type.withShape(type.shape().insert(0, MEMBERS)), random))));
        return stacked;
    }

    private static void check(Fn1<List<Tensor>, List<Tensor>> f, List<Tensor> x, long seed) {
        int regions = EveryClassTest.check(Graph.of(f, x), seed);
        assertThat(regions).isPositive();
    }
}
