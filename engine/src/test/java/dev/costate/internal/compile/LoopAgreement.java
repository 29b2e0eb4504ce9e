package dev.costate.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.lower.LoweredExecutor;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.internal.trace.Trace;
import java.util.List;
import java.util.Objects;

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
        List<Array> inputs = Tree.leaves(x).stream()
                .map(t -> Objects.requireNonNull(Trace.known(t)))
                .toList();
        agree(Graph.of(f, x), inputs, "the loop");
    }

    /// Checks the results of a program, which runs twice on what it keeps.
    static void agree(Graph graph, List<Array> inputs, String what) {
        var compiled = new Compiler().compile(graph);
        List<Array> first = compiled.run(inputs);
        List<Array> pointByPoint = LoweredExecutor.composing().run(graph, inputs);
        Closeness.of(graph).check(first, pointByPoint, () -> what + ":\n" + graph);
        assertThat(compiled.run(inputs)).as("again %s:%n%s", what, graph).isEqualTo(first);
    }

    /// Whether no loop of `graph` runs kernel by kernel.
    static boolean isScalar(Graph graph) {
        Graph arranged = Optimiser.optimise(Expansion.expand(graph));
        return Planner.plan(arranged).steps().stream()
                .noneMatch(s -> s instanceof Plan.Loop || s instanceof Plan.Repeat);
    }
}
