package dev.costate.internal.members;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.Node;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.Scan;
import dev.costate.graph.Verifier;
import dev.costate.internal.compile.Expansion;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.ops.Creation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where the loop over members stands in a program, and what it takes and gives.
class RegionTest {
    private static final Fn1<Tensor, Tensor> RELAXATION =
            start -> scan((Tensor x) -> x.add(x.sum().tanh().mul(0.1)), start, 10);

    private static Tensor zeros(int... dims) {
        return Creation.zeros(DType.FLOAT32, Shape.of(dims));
    }

    /// The program with its members outermost, which computes the same.
    private static Graph rewritten(Graph graph) {
        Graph program = Expansion.expand(graph);
        Graph rewritten = MembersOutermost.apply(program);
        Verifier.verify(rewritten);
        List<Array> inputs = RandomGraphs.arguments(program, 5);
        assertThat(new Interpreter().compile(rewritten).run(inputs))
                .isEqualTo(new Interpreter().compile(program).run(inputs));
        return rewritten;
    }

    private static List<String> operations(Graph graph) {
        return graph.nodes().stream().map(node -> node.op().name()).toList();
    }

    private static Scan members(Graph graph) {
        return graph.nodes().stream()
                .map(Node::op)
                .filter(op -> op instanceof Scan scan && scan.carries() == 0)
                .map(Scan.class::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatMixesMembersComesAfter() {
        Graph graph = rewritten(Graph.of(
                (Tensor x) -> {
                    Tensor end = vmap(RELAXATION).apply(x);
                    return end.sub(end.mean(0));
                },
                zeros(4, 20)));
        assertThat(operations(graph))
                .containsExactly("constant", "broadcast", "scan", "reduce_sum", "div", "broadcast", "sub");
        assertThat(members(graph).length()).isEqualTo(4);
    }

    @Test
    void whatMixesMembersComesBefore() {
        Graph graph = rewritten(Graph.of(
                (Tensor x) -> {
                    Tensor mean = x.mean(0);
                    return vmap((Tensor one) -> RELAXATION.apply(one.sub(mean))).apply(x);
                },
                zeros(4, 20)));
        assertThat(operations(graph)).containsExactly("reduce_sum", "scan");
        assertThat(members(graph).consts()).isEqualTo(1);
    }

    @Test
    void membersAlongAnotherAxisAreMovedOnce() {
        Graph graph =
                rewritten(Graph.of((Tensor x) -> vmap(RELAXATION).in(1).out(1).apply(x), zeros(20, 4)));
        assertThat(operations(graph)).containsExactly("transpose", "scan", "transpose");
        assertThat(GraphPrinter.exact(members(graph).body())).doesNotContain("transpose");
    }

    @Test
    void ensemblesOfEnsembles() {
        Graph graph = rewritten(Graph.of((Tensor x) -> vmap(vmap(RELAXATION)).apply(x), zeros(2, 3, 20)));
        Scan outer = members(graph);
        assertThat(operations(graph)).containsExactly("scan");
        assertThat(outer.length()).isEqualTo(2);
        Scan inner = members(outer.body());
        assertThat(operations(outer.body())).containsExactly("scan");
        assertThat(inner.length()).isEqualTo(3);
        assertThat(NormalGraph.of(inner.body()).toString())
                .isEqualTo(NormalGraph.of(Graph.of(RELAXATION, zeros(20))).toString());
    }

    @Test
    void gradientsOfEnsembles() {
        Graph graph = rewritten(Graph.of(
                grad((Tensor x) -> vmap((Tensor one) ->
                                RELAXATION.apply(one).square().sum())
                        .apply(x)
                        .sum()),
                zeros(4, 20)));
        assertThat(members(graph).length()).isEqualTo(4);
        Fn1<Tensor, Tensor> one =
                grad((Tensor x) -> RELAXATION.apply(x).square().sum());
        assertThat(operations(members(graph).body()).stream().filter("scan"::equals))
                .hasSameSizeAs(operations(Expansion.expand(Graph.of(one, zeros(20)))).stream()
                        .filter("scan"::equals)
                        .toList());
    }

    /// A step on all members, with a constant of each, in a loop over steps.
    @Test
    void constantsOfMembersInsideALoop() {
        Tensor rates = Tensor.of(0.1, 0.2, 0.3, 0.4).to(DType.FLOAT32);
        Fn2<Tensor, Tensor, Tensor> step = (x, rate) -> x.add(x.sum().tanh().mul(rate));
        Graph graph = rewritten(Graph.of(
                (Tensor start) -> scan((Tensor x) -> vmap(step).apply(x, rates), start, 10), zeros(4, 20)));
        assertThat(operations(graph)).containsExactly("constant", "scan");
        Scan steps = (Scan) members(graph).body().nodes().getLast().op();
        assertThat(steps.consts()).isEqualTo(1);
    }

    /// A count of steps that all members share, and what each step gives of it.
    @Test
    void sharedResultsAreGivenOnce() {
        record State(Tensor x, Tensor count) {}
        Graph graph = rewritten(Graph.of(
                (Tensor x) -> vmap((Tensor start) -> {
                            var run = scan(
                                    (State s, Tensor none) -> {
                                        Tensor count = s.count().add(1);
                                        Tensor next = s.x().add(s.x().sum().div(count));
                                        return new Step<>(new State(next, count), count);
                                    },
                                    new State(start, Tensor.scalar(DType.FLOAT32, 0)),
                                    zeros(3));
                            return List.of(run.carry().x(), run.out());
                        })
                        .apply(x),
                zeros(4, 20)));
        assertThat(operations(graph)).containsExactly("scan", "slice", "reshape", "broadcast");
    }
}
