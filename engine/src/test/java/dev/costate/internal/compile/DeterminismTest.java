package dev.costate.internal.compile;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.graph.RandomGraphs;
import dev.costate.internal.compile.RichAndLazy.Net;
import dev.costate.internal.trace.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A result does not depend on the number of threads, on how many runs share the program, nor on how often it has run.
class DeterminismTest {
    private static final int[] ENSEMBLES = {1, 2, 7, 80};

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
        return RandomGraphs.seeds(300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void randomProgramsInEnsembles(long seed) {
        Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY.withEmpty(false));
        List<List<Tensor>> members = new ArrayList<>();
        for (int m = 0; m < 7; m++) {
            members.add(Dispatch.wrap(RandomGraphs.arguments(graph, seed + m)));
        }
        Members.runAsAlone((List<Tensor> x) -> Dispatch.call(graph, x), members, 1, 2, 7);
    }
}
