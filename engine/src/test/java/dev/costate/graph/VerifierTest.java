package dev.costate.graph;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.GraphException;
import dev.costate.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the verifier finds, and how it says where.
class VerifierTest {
    private static final Type F32 = Type.of(DType.FLOAT32, 2);
    private static final Op ADD = new Binary(BinaryFunction.ADD);
    private static final Origin LINE = Origin.of("Net.java", 3);

    private static Graph graph(Axes outputs, Node... nodes) {
        return new Graph(List.of(F32), List.of("x"), List.of(nodes), outputs);
    }

    private static Node node(Op op, int first, Type result, int... operands) {
        return new Node(op, Axes.of(operands), first, List.of(result), LINE);
    }

    private static void refused(Graph graph, String message) {
        assertThatThrownBy(() -> Verifier.verify(graph))
                .isInstanceOf(GraphException.class)
                .hasMessage(message);
    }

    @Test
    void acceptsWhatIsRight() {
        assertThatCode(() -> Verifier.verify(graph(Axes.of(1, 0), node(ADD, 1, F32, 0, 0))))
                .doesNotThrowAnyException();
        assertThatCode(() -> Verifier.verify(new GraphBuilder().build())).doesNotThrowAnyException();
    }

    @Test
    void operandsStandBefore() {
        refused(graph(Axes.of(1), node(ADD, 1, F32, 0, 1)), """
            graph: operand 1, %1, is not defined before; the values up to %0 are
              in %1: f32[2] = add(%0, %1)  # Net.java:3\
            """);
        refused(graph(Axes.of(1), node(ADD, 1, F32, -1, 0)), """
            graph: operand 0, %-1, is not defined before; the values up to %0 are
              in %1: f32[2] = add(%-1, %0)  # Net.java:3\
            """);
    }

    @Test
    void numbersHaveNoGaps() {
        refused(graph(Axes.of(1), node(ADD, 2, F32, 0, 0)), """
            graph: the first result should be %1, the next value
              in %2: f32[2] = add(%0, %0)  # Net.java:3\
            """);
    }

    @Test
    void resultsAreOfTheTypesThatTheOperandsGive() {
        refused(graph(Axes.of(1), node(ADD, 1, Type.of(DType.FLOAT32, 3), 0, 0)), """
            graph: operands [f32[2], f32[2]] give [f32[2]], not [f32[3]]
              in %1: f32[3] = add(%0, %0)  # Net.java:3\
            """);
        refused(graph(Axes.of(1), node(ADD, 1, F32, 0)), """
            graph: add: takes 2 operands, not 1; the operands are [f32[2]]
              in %1: f32[2] = add(%0)  # Net.java:3\
            """);
    }

    @Test
    void outputsExist() {
        refused(graph(Axes.of(0, 1)), "graph: output 1, %1, is not defined; the values up to %0 are");
        refused(
                new Graph(List.of(), List.of(), List.of(), Axes.of(0)),
                "graph: output 0, %0, is not defined; no value is");
    }

    @Test
    void everyInputHasAName() {
        refused(
                new Graph(List.of(F32), List.of(), List.of(), Axes.of(0)),
                "graph: 1 inputs have 0 names; an input without a name has an empty one");
    }

    @Test
    void nestedGraphsAreCheckedToo() {
        Graph bad = graph(Axes.of(1), node(ADD, 1, F32, 0, 5));
        Graph good = graph(Axes.of(1), node(ADD, 1, F32, 0, 0));
        Node cond = new Node(new Cond(List.of(good, bad)), Axes.of(1, 0), 2, List.of(F32), LINE);
        Node index = new Node(
                new Constant(Array.scalar(DType.INT32, 0L)),
                Axes.of(),
                1,
                List.of(Type.scalar(DType.INT32)),
                Origin.UNKNOWN);
        refused(graph(Axes.of(2), index, cond), """
            graph: operand 1, %5, is not defined before; the values up to %0 are
              in %1: f32[2] = add(%0, %5)  # Net.java:3
              in branches[1] of %2: f32[2] = cond(%1, %0) {branches=[graph(...), graph(...)]}  # Net.java:3\
            """);
    }

    @Test
    void nestedGraphsThatDoNotFitAreNamed() {
        Graph two = graph(Axes.of(0, 0));
        refused(graph(Axes.of(1), node(new Checkpoint(two), 1, F32, 0)), """
            graph: operands [f32[2]] give [f32[2], f32[2]], not [f32[2]]
              in %1: f32[2] = checkpoint(%0) {function=graph(...)}  # Net.java:3\
            """);
    }

    /// A graph that is shared doubles in size with every level when it is written out; checking it must not.
    @Test
    void sharedGraphsAreCheckedOnce() {
        Graph graph = graph(Axes.of(1), node(ADD, 1, F32, 0, 0));
        for (int level = 0; level < Verifier.MAX_DEPTH; level++) {
            Node one = node(new Checkpoint(graph), 1, F32, 0);
            Node two = node(new Checkpoint(graph), 2, F32, 1);
            graph = graph(Axes.of(2), one, two);
        }
        Graph deepest = graph;
        assertThatCode(() -> Verifier.verify(deepest)).doesNotThrowAnyException();
        Graph tooDeep = graph(Axes.of(1), node(new Checkpoint(deepest), 1, F32, 0));
        assertThatThrownBy(() -> Verifier.verify(tooDeep))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("graphs are nested more than 100 deep");
    }
}
