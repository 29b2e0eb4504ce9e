package dev.costate.internal.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.OpCases;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.RandomGraphs.Options;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Expansion;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.transform.BatchMode;
import dev.costate.internal.transform.Pruning;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever axis is taken for the members', the program computes what it did, bit for bit. A failure names its
/// seed; `-Dcostate.seed=N` runs that one alone.
class EveryClassTest {
    static LongStream seeds() {
        return RandomGraphs.seeds(300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofARandomProgram(long seed) {
        Graph graph = RandomGraphs.graph(seed, Options.ANY);
        check(graph, seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofManyMembersOfOne(long seed) {
        check(batched(RandomGraphs.graph(seed, Options.ANY), seed), seed);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofManyEnsemblesOfOne(long seed) {
        Graph graph = RandomGraphs.graph(seed, Options.ANY.withSteps(8));
        check(batched(batched(graph, seed), seed + 1), seed);
    }

    /// The members of a random number, some inputs being shared.
    private static Graph batched(Graph graph, long seed) {
        Random random = new Random(seed);
        boolean[] which = new boolean[graph.inputs().size()];
        for (int i = 0; i < which.length; i++) {
            which[i] = i == 0 || random.nextInt(3) > 0;
        }
        boolean[] all = new boolean[graph.outputs().size()];
        java.util.Arrays.fill(all, random.nextBoolean());
        return BatchMode.batch(graph, which, all, 1 + random.nextInt(3)).graph();
    }

    /// Takes each class of axes in turn for the members'; returns how many there were.
    static int check(Graph graph, long seed) {
        Graph program = Expansion.expand(graph);
        Verifier.verify(program);
        List<Array> inputs = RandomGraphs.arguments(program, seed);
        List<Array> expected = new Interpreter().compile(program).run(inputs);
        Scope scope = new Scope(program, 0);
        AxisClasses classes = AxisClasses.of(scope);
        TreeSet<Integer> seen = new TreeSet<>();
        for (int v = 0; v < program.valueCount(); v++) {
            for (int a = 0; a < program.type(v).rank(); a++) {
                int count = program.type(v).shape().dim(a);
                if (count > 0 && seen.add(classes.classOf(scope, v, a))) {
                    Region region = new Region(scope, new Members(classes, classes.classOf(scope, v, a), count));
                    Graph rewritten = Pruning.prune(region.rewritten(body -> {
                        Verifier.verify(body);
                        return body;
                    }));
                    Verifier.verify(rewritten);
                    assertThat(new Interpreter().compile(rewritten).run(inputs))
                            .as("axis %s of %%%s of %s%nas%n%s", a, v, program, rewritten)
                            .isEqualTo(expected);
                }
            }
        }
        return seen.size();
    }

    /// Whatever batching makes is independent along the members' axis, for every kind of operation.
    @Test
    void whatIsBatchedComesBack() {
        TreeSet<String> inside = new TreeSet<>();
        RandomGraphs.seeds(500).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, Options.ANY);
            boolean[] all = new boolean[graph.inputs().size()];
            java.util.Arrays.fill(all, true);
            Graph program = Expansion.expand(
                    BatchMode.batch(graph, all, new boolean[graph.outputs().size()], 3)
                            .graph());
            Scope scope = new Scope(program, 0);
            AxisClasses classes = AxisClasses.of(scope);
            for (int i = 0; i < all.length; i++) {
                Members members = new Members(classes, classes.classOf(scope, i, 0), 3);
                List<Integer> region = new Region(scope, members).nodes();
                for (int n = 0; n < program.nodes().size(); n++) {
                    Node node = program.nodes().get(n);
                    if (java.util.Arrays.stream(members.axes(scope, node.operands()))
                            .anyMatch(a -> a != SingleOp.NONE)) {
                        assertThat(region).as("%s of %s", node, program).contains(n);
                        inside.add(node.op().getClass().getSimpleName());
                    }
                }
            }
        });
        // Made of nothing, or put in their places before.
        List<String> never = List.of("Constant", "Iota", "CustomJvp", "CustomVjp", "CustomLinear", "Checkpoint");
        assertThat(inside)
                .containsExactlyInAnyOrderElementsOf(OpCases.records().stream()
                        .map(Class::getSimpleName)
                        .filter(name -> !never.contains(name))
                        .toList());
    }
}
