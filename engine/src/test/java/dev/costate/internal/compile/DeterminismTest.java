package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Scan;
import dev.costate.internal.compile.RichAndLazy.Net;
import dev.costate.internal.members.MembersOutermost;
import dev.costate.internal.trace.Dispatch;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A result does not depend on the number of threads, on how many runs share the program, nor on how often it has run.
class DeterminismTest {
    private static final int[] ENSEMBLES = {1, 2, 7, 80};

    private static final RandomGraphs.Options OBJECTIVE =
            RandomGraphs.Options.DIFFERENTIABLE.withEmpty(false).withDTypes(DType.FLOAT32, DType.FLOAT64);

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void trainingInAnEnsembleIsTrainingAlone(DType dtype) {
        Members.runAsAlone((Net net) -> RichAndLazy.train(net, 25), RichAndLazy.nets(80, dtype), ENSEMBLES);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void trainingDoesNotSeeThreads(DType dtype) {
        Fn1<Net, Object> all = jit(vmap((Net net) -> RichAndLazy.train(net, 25)));
        Members.doNotSeeThreads(all, Tree.stack(RichAndLazy.nets(80, dtype)));
        Members.doNotSeeThreads(
                jit((Net net) -> RichAndLazy.train(net, 25)),
                RichAndLazy.nets(1, dtype).getFirst());
    }

    /// The first runs are those of the JVM's interpreter, the last ones those of its last compiler.
    @Test
    void theFirstRunIsLikeTheLast() {
        Fn1<Net, Object> train = jit((Net net) -> RichAndLazy.train(net, 20));
        Net start = RichAndLazy.nets(1, DType.FLOAT32).getFirst();
        List<Tensor> first = Tree.leaves(train.apply(start));
        for (int run = 1; run < 1500; run++) {
            Members.identical(Tree.leaves(train.apply(start)), first, "run " + run);
        }
    }

    static LongStream seeds() {
        return RandomGraphs.seeds(100);
    }

    /// Descent on a random function times that of a matrix, large enough for the members to go outermost. Some programs
    /// have
    /// too much in common for that.
    @Test
    void randomTrainingInAnEnsembleIsTrainingAlone() {
        int[] outermost = new int[1];
        RandomGraphs.seeds(40).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, OBJECTIVE);
            List<List<Tensor>> members = new ArrayList<>();
            for (int m = 0; m < 7; m++) {
                List<Tensor> member = new ArrayList<>(Dispatch.wrap(RandomGraphs.arguments(graph, seed + m)));
                member.add(Random.normal(Key.of(m), DType.FLOAT32, Shape.of(30, 30), 0, 0.1));
                members.add(member);
            }
            Fn1<List<Tensor>, List<Tensor>> training = x -> descent(graph, x);
            if (areOutermost(Graph.of(vmap(training), Tree.stack(members)))) {
                outermost[0]++;
                Members.runAsAlone(training, members, 1, 2, 7);
            }
        });
        if (Long.getLong("costate.seed") == null) {
            assertThat(outermost[0]).isGreaterThan(35);
        }
    }

    private static boolean areOutermost(Graph graph) {
        return MembersOutermost.apply(Expansion.expand(graph)).nodes().stream()
                .anyMatch(node -> node.op() instanceof Scan scan && scan.carries() == 0);
    }

    private static List<Tensor> descent(Graph graph, List<Tensor> start) {
        return scan(
                (List<Tensor> x) -> Tree.map(
                        x,
                        grad((List<Tensor> z) -> Dispatch.call(graph, z.subList(0, z.size() - 1))
                                        .getFirst()
                                        .mul(z.getLast()
                                                .matmul(z.getLast())
                                                .square()
                                                .mean()))
                                .apply(x),
                        (w, dw) -> w.sub(dw.mul(0.01))),
                start,
                3);
    }

    static Stream<Arguments> reductions() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> IntStream.of(1, 3, 13, 207, 4098).mapToObj(n -> arguments(dtype, n)));
    }

    /// Programs that are large enough to be shared out at the longest extents.
    @ParameterizedTest
    @MethodSource("reductions")
    void loopsDoNotSeeThreads(DType dtype, int n) {
        Tensor x = Random.normal(Key.of(n), dtype, Shape.of(129, n));
        Tensor v = Random.normal(Key.of(-n), dtype, Shape.of(n));
        Members.doNotSeeThreads(
                jit((Tensor t) -> List.of(
                        t.tanh().mul(v).add(1),
                        t.sum(0),
                        t.sum(1),
                        t.exp().mean(),
                        t.norm(),
                        t.max(1),
                        t.matmul(v),
                        v.matmul(t.transpose()),
                        t.sub(t.mean(1).reshape(129, 1)).square().sum(0))),
                x);
    }

    /// From sizes that one thread does alone to those of several tiles and blocks.
    @ParameterizedTest
    @MethodSource("reductions")
    void productsDoNotSeeThreads(DType dtype, int n) {
        Tensor x = Random.normal(Key.of(n), dtype, Shape.of(67, n));
        Members.doNotSeeThreads(
                jit((Tensor t) -> List.of(
                        t.matmul(t.transpose()),
                        t.get("0:41").transpose().matmul(t.get("0:41, 0:3")),
                        t.matmul(t.transpose()).tanh().matmul(t).sum(0))),
                x);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomProgramsDoNotSeeThreads(long seed) {
        Graph graph = RandomGraphs.graph(
                seed, RandomGraphs.Options.ANY.withMaxExtent(40).withDepth(1));
        Members.doNotSeeThreads(
                jit((List<Tensor> x) -> Dispatch.call(graph, x)), Dispatch.wrap(RandomGraphs.arguments(graph, seed)));
    }
}
