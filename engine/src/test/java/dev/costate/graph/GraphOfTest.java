package dev.costate.graph;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.internal.backend.Executable;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.trace.TensorBridge;
import dev.costate.internal.trace.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A user's function shown as a program.
class GraphOfTest {
    private record Net(Tensor weight, Tensor bias) {}

    private static final Net NET = new Net(Tensor.of(new double[][] {{1, 2}, {3, 4}}), Tensor.of(5.0, 6.0));

    @Test
    void namesInputsByTheirPathsAndKeepsTheLines() {
        Fn2<Net, Tensor, Tensor> f = (net, x) -> x.matmul(net.weight()).add(net.bias());
        assertThat(withoutLines(Graph.of(f, NET, Tensor.of(7.0, 8.0)))).isEqualTo("""
            graph(%0 "net.weight": f64[2,2], %1 "net.bias": f64[2], %2 "arg1": f64[2]) {
              %3: f64[2] = dot(%2, %0) {lhs_batch=[], rhs_batch=[], lhs_contract=[0], rhs_contract=[0]}
              %4: f64[2] = add(%3, %1)
              return %4
            }
            """);
        assertThat(Graph.of(f, NET, Tensor.of(7.0, 8.0)).nodes())
                .allMatch(node -> node.origin().file().equals("GraphOfTest.java"));
    }

    @Test
    void isTheProgramAsWritten() {
        Fn1<Tensor, Tensor> f = x -> {
            x.exp();
            return x.add(0);
        };
        assertThat(Graph.of(f, Tensor.scalar(1)).nodes())
                .as("neither the unused exponential nor the sum with 0 is optimised away")
                .extracting(node -> node.op().name())
                .containsExactly("exp", "constant", "add");
    }

    @Test
    void hasTheLeavesOfTheResultAsOutputs() {
        Graph graph = Graph.of((a, b, c) -> List.of(new Net(c, a), b), scalar(1), scalar(2), scalar(3));
        assertThat(graph.outputs()).isEqualTo(Axes.of(2, 0, 1));
    }

    @Test
    void computesWhatTheFunctionDoes() {
        Fn2<Net, Tensor, Net> f = grad((Net net, Tensor x) ->
                x.matmul(net.weight()).add(net.bias()).tanh().sum());
        Tensor x = Tensor.of(0.1, -0.2);
        Executable program = new Interpreter().compile(Graph.of(f, NET, x));
        List<Array> inputs = List.of(array(NET.weight()), array(NET.bias()), array(x));
        Verifier.verify(program.graph());
        assertThat(program.run(inputs))
                .isEqualTo(Tree.leaves(f.apply(NET, x)).stream()
                        .map(GraphOfTest::array)
                        .toList());
    }

    @Test
    void makesTracedValuesOfTheOutsideInputs() {
        Graph[] inner = new Graph[1];
        grad((Tensor w) -> {
                    inner[0] = Graph.of((Tensor x) -> x.mul(w), Tensor.of(1f, 2f));
                    return w;
                })
                .apply(scalar(3));
        assertThat(inner[0].inputNames()).containsExactly("arg0", "arg0");
        assertThat(inner[0].inputs()).extracting(Object::toString).containsExactly("f32[2]", "f64[]");
    }

    @Test
    void refusesAFunctionThatAsksForAValue() {
        assertThatThrownBy(() -> Graph.of((Tensor x) -> x.item() > 0 ? x : x.neg(), scalar(1)))
                .isInstanceOf(TraceException.class)
                .hasMessageContaining("f64[] (arg0) is traced by Graph.of and has no value yet at GraphOfTest.java:");
    }

    private static Tensor scalar(double value) {
        return Tensor.scalar(value);
    }

    private static Array array(Tensor tensor) {
        return ((Value.Concrete) TensorBridge.value(tensor)).array();
    }

    private static String withoutLines(Graph graph) {
        return graph.toString().replaceAll("  # GraphOfTest.java:\\d+", "");
    }
}
