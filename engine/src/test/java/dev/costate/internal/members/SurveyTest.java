package dev.costate.internal.members;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;
import static dev.costate.Costate.whileLoop;
import static dev.costate.Vmap.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Graph;
import dev.costate.internal.compile.Expansion;
import dev.costate.ops.Creation;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Programs whose members stay side by side.
class SurveyTest {
    private static Tensor zeros(int... dims) {
        return Creation.zeros(DType.FLOAT32, Shape.of(dims));
    }

    private static void stays(Graph graph) {
        Graph program = Expansion.expand(graph);
        assertThat(MembersOutermost.apply(program)).isEqualTo(program);
    }

    private static void goes(Graph graph) {
        Graph program = Expansion.expand(graph);
        assertThat(MembersOutermost.apply(program)).isNotEqualTo(program);
    }

    private static Fn1<Tensor, Tensor> relaxation() {
        return start -> scan((Tensor x) -> x.add(x.sum().tanh().mul(0.1)), start, 10);
    }

    @Test
    void membersThatDoNotFillAVector() {
        stays(Graph.of(vmap(relaxation()), zeros(100, 15)));
        goes(Graph.of(vmap(relaxation()), zeros(100, 16)));
        goes(Graph.of(vmap(relaxation()), zeros(1, 16)));
    }

    /// A step of little work is better done side by side, and a counter that all share lets none go on alone.
    @Test
    void smallMembersThatEndByThemselves() {
        Fn1<Tensor, Tensor> longStep =
                x -> x.sin().exp().mul(x.cos()).add(x.tanh()).sub(x.sqrt());
        Fn1<Tensor, Tensor> alone = start -> whileLoop((Tensor x) -> x.norm().lt(10), longStep, start);
        Fn1<Tensor, Tensor> shortSteps =
                start -> whileLoop((Tensor x) -> x.norm().lt(10), x -> x.add(1), start);
        Fn1<Tensor, Tensor> together = start -> whileLoop(
                        (List<Tensor> s) -> s.getFirst().lt(10),
                        s -> List.of(s.getFirst().add(1), longStep.apply(s.getLast())),
                        List.of(Tensor.scalar(0), start))
                .getLast();
        goes(Graph.of(vmap(alone), zeros(100, 3)));
        stays(Graph.of(vmap(shortSteps), zeros(100, 3)));
        stays(Graph.of(vmap(together), zeros(100, 3)));
    }

    @Test
    void elementwiseProgramsWithoutLoops() {
        stays(Graph.of(vmap((Tensor x) -> x.sin().exp().mul(x)), zeros(100, 5000)));
    }

    @Test
    void littleWorkWithoutLoops() {
        stays(Graph.of(vmap((Tensor x) -> x.square().sum()), zeros(100, 4999)));
        goes(Graph.of(vmap((Tensor x) -> x.square().sum()), zeros(100, 5000)));
    }

    /// A batch of data through one net: the members are the rows of one matrix product.
    @Test
    void rowsThatShareLargeWeights() {
        Fn2<Tensor, Tensor, Tensor> layer = (w, x) -> x.matmul(w).tanh().sum();
        stays(Graph.of(
                (Tensor w, Tensor x) -> vmap(layer).in(SHARED, 0).apply(w, x), zeros(784, 256), zeros(128, 784)));
        stays(Graph.of(
                (Tensor w, Tensor x) -> vmap(layer).in(SHARED, 0).apply(w, x), zeros(784, 256), zeros(128, 3, 784)));
        goes(Graph.of(
                (Tensor w, Tensor x) -> vmap(layer).in(SHARED, 0).apply(w, x), zeros(784, 256), zeros(128, 4, 784)));
        goes(Graph.of((Tensor w, Tensor x) -> vmap(layer).apply(w, x), zeros(128, 784, 256), zeros(128, 784)));
        goes(Graph.of((Tensor w, Tensor x) -> vmap(layer).in(SHARED, 0).apply(w, x), zeros(64, 64), zeros(128, 3, 64)));
    }

    /// Each step needs what the members are on average.
    @Test
    void membersThatMeetInTheLoop() {
        Fn1<Tensor, Tensor> f = start -> scan(
                (Tensor x) -> {
                    Tensor mean = x.mean(0);
                    return vmap((Tensor one) -> one.sub(mean).mul(one.sum())).apply(x);
                },
                start,
                10);
        stays(Graph.of(f, zeros(8, 100)));
    }

    /// What is done for all members at once in a loop would be done again for each.
    @Test
    void muchSharedWorkInTheLoop() {
        Fn2<Tensor, Tensor, Tensor> f = (matrix, x) -> scan(
                (Tensor[] s) -> new Tensor[] {
                    s[0].matmul(s[0]).tanh(), s[1].add(s[0].get(0).sum())
                },
                new Tensor[] {matrix, x},
                10)[1];
        stays(Graph.of((Tensor m, Tensor x) -> vmap(f).in(SHARED, 0).apply(m, x), zeros(50, 50), zeros(8, 50)));
        goes(Graph.of((Tensor m, Tensor x) -> vmap(f).apply(m, x), zeros(8, 50, 50), zeros(8, 50)));
    }

    @Test
    void noMembers() {
        stays(Graph.of(vmap(relaxation()), zeros(0, 100)));
    }

    @Test
    void programsWithoutMembers() {
        stays(Graph.of(relaxation(), zeros(100)));
    }
}
