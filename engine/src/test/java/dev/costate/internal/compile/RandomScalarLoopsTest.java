package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.Node;
import dev.costate.graph.Op;
import dev.costate.graph.OpCases;
import dev.costate.graph.Origin;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Scan;
import dev.costate.graph.While;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Random loops, and every operation as a loop's step, are the same as loops of scalars.
class RandomScalarLoopsTest {
    /// What is never written out: its steps depend on the numbers.
    private static final Set<String> IN_MEMORY = Set.of("qr", "symmetric_eigen", "svd");

    private static final int STEPS = 3;

    @Test
    void randomLoops() {
        RandomGraphs.Options options =
                RandomGraphs.Options.ANY.withMaxExtent(2).withDepth(3).withSteps(20);
        int[] loops = new int[2];
        RandomGraphs.seeds(250).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, options);
            for (Node node : graph.nodes()) {
                if (node.op() instanceof Scan || node.op() instanceof While) {
                    Graph loop = alone(node, graph);
                    List<Array> inputs = RandomGraphs.arguments(loop, seed);
                    LoopAgreement.agree(loop, inputs, Closeness.of(loop, inputs), "-Dcostate.seed=" + seed);
                    loops[LoopAgreement.isScalar(loop) ? 1 : 0]++;
                }
            }
        });
        if (Long.getLong("costate.seed") == null) {
            assertThat(loops[1]).as("loops of scalars").isGreaterThan(5 * loops[0]);
        }
    }

    /// The operands of a random while loop bound its steps, so they come from the program around it.
    private static Graph alone(Node node, Graph graph) {
        return node.op() instanceof While
                ? new Graph(
                        graph.inputs(),
                        graph.inputNames(),
                        graph.nodes().subList(0, graph.nodes().indexOf(node) + 1),
                        Axes.range(node.first(), node.first() + node.results().size()))
                : alone(
                        node.op(),
                        Arrays.stream(node.operands().toArray())
                                .mapToObj(graph::type)
                                .toList());
    }

    private static Graph alone(Op op, List<Type> operands) {
        GraphBuilder builder = new GraphBuilder();
        int[] in = operands.stream().mapToInt(t -> builder.input(t, "")).toArray();
        int first = builder.add(op, in, Origin.UNKNOWN);
        int[] outputs = new int[builder.valueCount() - first];
        Arrays.setAll(outputs, r -> first + r);
        return builder.build(outputs);
    }

    @Test
    void everyOperationOnEveryType() {
        for (String name : OpCases.names()) {
            int scalar = 0;
            for (DType dtype : DType.values()) {
                for (int extent : new int[] {0, 1, 3}) {
                    long seed = OpCases.seed(name, dtype, extent, 11);
                    var random = new Random(seed);
                    var cases =
                            OpCases.random(name, dtype, extent, random).stream().toList();
                    for (OpCases.Case c : cases) {
                        List<List<Array>> slices = new ArrayList<>();
                        for (int s = 0; s < STEPS; s++) {
                            slices.add(c.arguments(random));
                        }
                        Graph loop = overSlices(c, random.nextBoolean());
                        List<Array> inputs = stack(loop, slices);
                        LoopAgreement.agree(
                                loop,
                                inputs,
                                Closeness.ofComposed(loop, inputs),
                                c.op() + " on " + c.operands() + ", seed " + seed);
                        scalar += LoopAgreement.isScalar(loop) ? 1 : 0;
                    }
                }
            }
            assertThat(scalar > 0).as("loops of scalars around %s", name).isEqualTo(!IN_MEMORY.contains(name));
        }
    }

    /// A loop whose step does one operation on slices of the inputs.
    private static Graph overSlices(OpCases.Case c, boolean reverse) {
        GraphBuilder body = new GraphBuilder();
        int[] in = c.operands().stream().mapToInt(t -> body.input(t, "")).toArray();
        int first = body.add(c.op(), in, Origin.UNKNOWN);
        int[] outputs = new int[c.results().size()];
        Arrays.setAll(outputs, r -> first + r);
        List<Type> stacked = c.operands().stream()
                .map(t -> t.withShape(t.shape().insert(0, STEPS)))
                .toList();
        return alone(new Scan(body.build(outputs), STEPS, 0, 0, reverse), stacked);
    }

    private static List<Array> stack(Graph loop, List<List<Array>> slices) {
        List<Array> stacked = new ArrayList<>();
        for (int i = 0; i < loop.inputs().size(); i++) {
            Object all = Array.allocate(loop.inputs().get(i));
            for (int s = 0; s < slices.size(); s++) {
                Array slice = slices.get(s).get(i);
                System.arraycopy(slice.storage(), 0, all, s * slice.size(), slice.size());
            }
            stacked.add(Array.wrap(loop.inputs().get(i), all));
        }
        return stacked;
    }
}
