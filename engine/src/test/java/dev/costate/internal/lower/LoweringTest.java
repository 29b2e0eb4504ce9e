package dev.costate.internal.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.OpCases;
import dev.costate.graph.Origin;
import dev.costate.graph.RandomGraphs;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.rules.Lowering;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The lowered form of every operation computes, bit for bit, what the interpreter does.
class LoweringTest {
    @Test
    void everyOperationOnEveryTypeAndSize() {
        for (String name : OpCases.names()) {
            int cases = 0;
            for (DType dtype : DType.values()) {
                for (int extent : OpCases.EXTENTS) {
                    for (int variant = 0; variant < 2; variant++) {
                        cases += check(name, dtype, extent, OpCases.seed(name, dtype, extent, variant));
                    }
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
            List<Array> operands = c.arguments(random);
            List<Type> results = c.results();
            Lowered lowered = Lowering.lower(c.op(), c.operands(), results);
            assertThat(LoweredExecutor.interpreting().run(lowered, operands))
                    .as("%s on %s, seed %s:%n%s", c.op(), c.operands(), seed, lowered)
                    .isEqualTo(Interpreter.evaluate(c.op(), operands, results, Origin.UNKNOWN));
        }
        return cases.size();
    }

    @Test
    void randomPrograms() {
        RandomGraphs.seeds(100).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, RandomGraphs.Options.ANY);
            List<Array> inputs = RandomGraphs.arguments(graph, seed);
            assertThat(LoweredExecutor.interpreting().run(graph, inputs))
                    .as("-Dcostate.seed=%s", seed)
                    .isEqualTo(new Interpreter().compile(graph).run(inputs));
        });
    }
}
