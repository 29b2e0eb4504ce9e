package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.optimise.Optimiser;
import java.util.List;

/// Compares programs with loops, compiled and interpreted.
final class LoopAgreement {
    private LoopAgreement() {}

    /// Checks that every loop in `f` is a loop of scalars, and the result.
    static <A, R> void scalarLoop(Fn1<A, R> f, A x) {
        Graph graph = Graph.of(f, x);
        assertThat(isScalar(graph)).as("is a loop of scalars: %s", graph).isTrue();
        agree(f, x);
    }

    /// Checks the result of `f`.
    static <A, R> void agree(Fn1<A, R> f, A x) {
        Graph graph = Graph.of(f, x);
        List<Array> inputs = Closeness.arrays(x);
        agree(graph, inputs, Closeness.ofComposed(graph, inputs), "the loop");
    }

    /// Checks the results of a program, which runs twice on what it keeps.
    static void agree(Graph graph, List<Array> inputs, Closeness closeness, String what) {
        var compiled = new Compiler().compile(graph);
        List<Array> first = compiled.run(inputs);
        closeness.check(first, () -> what + ":\n" + graph);
        assertThat(compiled.run(inputs)).as("again %s:%n%s", what, graph).isEqualTo(first);
    }

    /// Whether no loop of `graph` runs kernel by kernel.
    static boolean isScalar(Graph graph) {
        Graph arranged = Optimiser.optimise(Expansion.expand(graph));
        return Planner.plan(arranged).steps().stream()
                .noneMatch(s -> s instanceof Plan.Loop || s instanceof Plan.Repeat);
    }
}
