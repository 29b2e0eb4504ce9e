package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Concatenate;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.OpCases;
import dev.costate.graph.Origin;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The compiled program computes what the interpreter does, as near as [Closeness] says, and one operation what it says
/// point by point with the functions that compiled code composes itself. `FunctionsTest` bounds the error of these.
class CompilerTest {
    /// Those of all tests, and one for which many vectors, tiles and blocks leave a rest.
    private static final List<Integer> EXTENTS =
            Stream.concat(OpCases.EXTENTS.stream(), Stream.of(4098)).toList();

    @Test
    void everyOperationOnEveryTypeAndSize() {
        for (String name : OpCases.names()) {
            int cases = 0;
            for (DType dtype : DType.values()) {
                for (int extent : EXTENTS) {
                    cases += check(name, dtype, extent, OpCases.seed(name, dtype, extent, 7));
                }
            }
            assertThat(cases).as("legal cases of %s", name).isPositive();
        }
    }

    private static int check(String name, DType dtype, int extent, long seed) {
        Random random = new Random(seed);
        List<OpCases.Case> cases =
                OpCases.random(name, dtype, extent, random).stream().toList();
        for (OpCases.Case c : cases) {
            Graph graph = c.graph(Origin.UNKNOWN);
            List<Array> inputs = c.arguments(random);
            agree(
                    graph,
                    inputs,
                    Closeness.ofComposed(graph, inputs),
                    c.op() + " on " + c.operands() + ", seed " + seed);
        }
        return cases.size();
    }

    @Test
    void randomPrograms() {
        int[] elements = new int[2];
        RandomGraphs.seeds(2000).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY);
            List<Array> inputs = RandomGraphs.arguments(graph, seed);
            Closeness closeness = Closeness.of(graph, inputs);
            agree(graph, inputs, closeness, "-Dcostate.seed=" + seed);
            elements[0] += closeness.elements();
            elements[1] += closeness.certain();
        });
        // Were the bounds wide, this would say little.
        if (Long.getLong("costate.seed") == null) {
            assertThat(elements[1]).as("determined of %s", elements[0]).isGreaterThan((int) (0.97 * elements[0]));
        }
    }

    @Test
    void joinsOfManyOperandsAndLongChains() {
        GraphBuilder builder = new GraphBuilder();
        Type type = Type.of(DType.FLOAT64, 3, 2);
        int x = builder.input(type, "");
        int[] parts = new int[3000];
        for (int i = 0; i < parts.length; i++) {
            x = builder.add(
                    new Unary(i % 2 == 0 ? UnaryFunction.SIN : UnaryFunction.NEG), new int[] {x}, Origin.UNKNOWN);
            parts[i] = x;
        }
        int joined = builder.add(new Concatenate(1), parts, Origin.UNKNOWN);
        int few = builder.add(new Concatenate(0), java.util.Arrays.copyOf(parts, 7), Origin.UNKNOWN);
        Graph graph = builder.build(joined, few, x);
        List<Array> inputs = List.of(RandomGraphs.array(type, new Random(1)));
        agree(graph, inputs, Closeness.ofComposed(graph, inputs), "a join of 3000");
    }

    private static void agree(Graph graph, List<Array> inputs, Closeness closeness, String what) {
        var compiled = new Compiler().compile(graph);
        List<Array> first = compiled.run(inputs);
        closeness.check(first, () -> what + ":\n" + graph);
        assertThat(compiled.run(inputs)).as("again %s:%n%s", what, graph).isEqualTo(first);
    }
}
