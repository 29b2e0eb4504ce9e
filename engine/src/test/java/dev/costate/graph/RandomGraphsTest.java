package dev.costate.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.internal.backend.Executable;
import dev.costate.internal.interpret.Interpreter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The generator keeps its promises: legal, repeatable, every operation, and no kinks where none may be.
class RandomGraphsTest {
    private static Map<String, Integer> names(RandomGraphs.Options options, int programs) {
        Map<String, Integer> count = new HashMap<>();
        for (long seed = 0; seed < programs; seed++) {
            Graph graph = RandomGraphs.graph(seed, options);
            Verifier.verify(graph);
            count(graph, count);
        }
        return count;
    }

    private static void count(Graph graph, Map<String, Integer> count) {
        for (Node node : graph.nodes()) {
            count.merge(node.op().name(), 1, Integer::sum);
            OpSyntax.graphs(node.op()).values().forEach(g -> count(g, count));
        }
    }

    @Test
    void aSeedMakesOneProgram() {
        Graph graph = RandomGraphs.graph(7, RandomGraphs.Options.ANY);
        assertThat(RandomGraphs.graph(7, RandomGraphs.Options.ANY)).isEqualTo(graph);
        assertThat(RandomGraphs.graph(8, RandomGraphs.Options.ANY)).isNotEqualTo(graph);
        assertThat(RandomGraphs.arguments(graph, 7)).isEqualTo(RandomGraphs.arguments(graph, 7));
    }

    @Test
    void everyOperationOccurs() {
        assertThat(names(RandomGraphs.Options.ANY, 400).keySet()).containsAll(OpSyntax.names());
    }

    @Test
    void differentiableProgramsHaveDerivatives() {
        Set<String> names = names(RandomGraphs.Options.DIFFERENTIABLE, 200).keySet();
        assertThat(names)
                .contains("max", "floor", "stop_gradient", "custom_vjp")
                .doesNotContain("while", "custom_linear");
    }

    @Test
    void smoothProgramsHaveNoKinks() {
        Set<String> names = names(RandomGraphs.Options.SMOOTH, 200).keySet();
        assertThat(names)
                .contains("scan", "gather", "scatter_add", "custom_jvp", "erf_inv")
                .doesNotContain("floor", "lt", "ge", "arg_max", "stop_gradient", "while", "custom_linear");
        for (long seed = 0; seed < 200; seed++) {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.SMOOTH);
            assertThat(graph.outputTypes()).as("seed %s", seed).isEqualTo(List.of(Type.scalar(DType.FLOAT64)));
            assertSmooth(graph, seed);
        }
    }

    /// A generator of programs that ignore their inputs would test nothing.
    @Test
    void resultsDependOnMostInputs() {
        int matter = 0;
        int inputs = 0;
        for (long seed = 0; seed < 100; seed++) {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.SMOOTH);
            List<Array> arguments = RandomGraphs.arguments(graph, seed);
            Executable program = new Interpreter().compile(graph);
            for (int i = 0; i < arguments.size(); i++) {
                if (graph.inputs().get(i).dtype().isFloating()) {
                    List<Array> changed = new ArrayList<>(arguments);
                    changed.set(i, RandomGraphs.array(graph.inputs().get(i), new Random(seed)));
                    matter += program.run(changed).equals(program.run(arguments)) ? 0 : 1;
                    inputs++;
                }
            }
        }
        assertThat(matter).isGreaterThan(inputs * 3 / 4);
    }

    @Test
    void floatingValuesStayTame() {
        for (RandomGraphs.Options options :
                List.of(RandomGraphs.Options.ANY, RandomGraphs.Options.DIFFERENTIABLE, RandomGraphs.Options.SMOOTH)) {
            RandomGraphs.seeds(200).forEach(seed -> assertTame(RandomGraphs.graph(seed, options), seed));
        }
    }

    private static void assertTame(Graph graph, long seed) {
        Graph everything =
                new Graph(graph.inputs(), graph.inputNames(), graph.nodes(), Axes.range(0, graph.valueCount()));
        for (Array value : new Interpreter().compile(everything).run(RandomGraphs.arguments(graph, seed))) {
            double largest = 0;
            for (int i = 0; value.type().dtype().isFloating() && i < value.size(); i++) {
                largest = Math.max(largest, Math.abs(value.getDouble(i)));
            }
            // Floats of 64-bit integers are large by nature.
            assertThat(largest).as("-Dcostate.seed=%s", seed).isLessThan(1e20);
        }
    }

    /// Nothing discrete is made of something floating, except by asking whether it is finite, which it always
    /// is.
    private static void assertSmooth(Graph graph, long seed) {
        for (Node node : graph.nodes()) {
            boolean fromFloating = node.operands().size() > 0
                    && graph.type(node.operands().get(0)).dtype().isFloating();
            boolean toDiscrete = !node.results().isEmpty()
                    && !node.results().getFirst().dtype().isFloating();
            boolean asks = node.op() instanceof Unary u && u.function().isPredicate();
            boolean nested = !OpSyntax.graphs(node.op()).isEmpty();
            assertThat(fromFloating && toDiscrete && !asks && !nested)
                    .as("seed %s: %s", seed, GraphPrinter.line(node))
                    .isFalse();
            OpSyntax.graphs(node.op()).values().forEach(g -> assertSmooth(g, seed));
        }
    }
}
