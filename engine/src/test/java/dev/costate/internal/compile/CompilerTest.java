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
import dev.costate.internal.lower.LoweredExecutor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The compiled program computes, bit for bit, what its lowered operations say point by point; and what the interpreter
/// does, unless it has a function that compiled code composes itself. `FunctionsTest` bounds the error of these.
class CompilerTest {
    @Test
    void everyOperationOnEveryTypeAndSize() {
        for (String name : OpCases.names()) {
            int cases = 0;
            for (DType dtype : DType.values()) {
                for (int extent : OpCases.EXTENTS) {
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
            GraphBuilder builder = new GraphBuilder();
            int[] operands = new int[c.operands().size()];
            for (int i = 0; i < operands.length; i++) {
                operands[i] = builder.input(c.operands().get(i), "");
            }
            int first = builder.add(c.op(), operands, Origin.UNKNOWN);
            int[] outputs = new int[c.results().size()];
            java.util.Arrays.setAll(outputs, i -> first + i);
            agree(builder.build(outputs), c.arguments(random), c.op() + " on " + c.operands() + ", seed " + seed);
        }
        return cases.size();
    }

    @Test
    void randomPrograms() {
        RandomGraphs.seeds(300).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY);
            agree(graph, RandomGraphs.arguments(graph, seed), "-Dcostate.seed=" + seed);
        });
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
        Array input = RandomGraphs.array(type, new Random(1));
        agree(builder.build(joined, few, x), List.of(input), "a join of 3000");
    }

    private static void agree(Graph graph, List<Array> inputs, String what) {
        var compiled = new Compiler().compile(graph);
        List<Array> first = compiled.run(inputs);
        Closeness closeness = Closeness.of(graph);
        List<Array> pointByPoint = LoweredExecutor.composing().run(graph, inputs);
        closeness.check(first, pointByPoint, () -> what + ":\n" + graph);
        assertThat(compiled.run(inputs)).as("again %s:%n%s", what, graph).isEqualTo(first);
    }
}
