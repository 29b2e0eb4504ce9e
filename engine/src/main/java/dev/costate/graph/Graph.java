package dev.costate.graph;

import dev.costate.Type;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.internal.call.TreeFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A program: a typed, flat, single-assignment list of operations.
///
/// Value numbers: `0 .. inputs-1` are the inputs, then come each node's results in order. A graph is immutable
/// and closed: it refers to nothing outside.
///
/// ```java
/// import static dev.costate.Costate.grad;
///
/// Fn1<Tensor, Tensor> f = x -> x.sin().mul(x);
/// IO.println(Graph.of(f, Tensor.scalar(2)));
/// // -> graph(%0 "arg0": f64[]) {
/// // ->   %1: f64[] = sin(%0)  # Mine.java:5
/// // ->   %2: f64[] = mul(%1, %0)  # Mine.java:5
/// // ->   return %2
/// // -> }
/// Graph gradient = Graph.of(grad(f), Tensor.scalar(2));
/// ```
public final class Graph {
    private final List<Type> inputs;
    private final List<String> inputNames;
    private final List<Node> nodes;
    private final Axes outputs;
    private final Type[] types;

    /// A graph of these parts; see [GraphBuilder] for the usual way to make one, [Verifier] for what is legal.
    ///
    /// @param inputs the inputs' types
    /// @param inputNames a name for each, such as `net.layers[2].weight`; empty if it has none
    /// @param nodes the operations in order
    /// @param outputs the numbers of the results
    public Graph(List<Type> inputs, List<String> inputNames, List<Node> nodes, Axes outputs) {
        this.inputs = List.copyOf(inputs);
        this.inputNames = List.copyOf(inputNames);
        this.nodes = List.copyOf(nodes);
        this.outputs = outputs;
        List<Type> all = new ArrayList<>(inputs);
        for (Node node : nodes) {
            all.addAll(node.results());
        }
        this.types = all.toArray(new Type[0]);
    }

    /// The program that `f` is on an argument like `example`: what `jit(f)` compiles, as it was written,
    /// before any optimisation.
    ///
    /// The leaves of the example are the inputs, named by their paths; only their types count, `f` never sees
    /// their values. Tensors that `f` closes over are constants; those of a transformation around this call
    /// are further inputs at the end. The leaves of what `f` returns are the outputs.
    ///
    /// @throws dev.costate.TraceException if `f` asks for a value, say in a Java `if`
    public static <A> Graph of(Fn1<A, ?> f, A example) {
        return TreeFunction.program(x -> f.apply(TreeFunction.typed(x[0])), example);
    }

    /// The program that `f` is on two arguments like these: see [#of(Fn1, Object)].
    public static <A, B> Graph of(Fn2<A, B, ?> f, A a, B b) {
        return TreeFunction.program(x -> f.apply(TreeFunction.typed(x[0]), TreeFunction.typed(x[1])), a, b);
    }

    /// The program that `f` is on three arguments like these: see [#of(Fn1, Object)].
    public static <A, B, C> Graph of(Fn3<A, B, C, ?> f, A a, B b, C c) {
        return TreeFunction.program(
                x -> f.apply(TreeFunction.typed(x[0]), TreeFunction.typed(x[1]), TreeFunction.typed(x[2])), a, b, c);
    }

    /// The inputs' types.
    public List<Type> inputs() {
        return inputs;
    }

    /// The inputs' names, empty where there is none.
    public List<String> inputNames() {
        return inputNames;
    }

    /// The operations, each after those it reads.
    public List<Node> nodes() {
        return nodes;
    }

    /// The numbers of the results.
    public Axes outputs() {
        return outputs;
    }

    /// The results' types.
    public List<Type> outputTypes() {
        List<Type> result = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            result.add(types[outputs.get(i)]);
        }
        return result;
    }

    /// The number of values.
    public int valueCount() {
        return types.length;
    }

    /// The type of value number `value`.
    public Type type(int value) {
        return types[value];
    }

    /// Equal programs: the same types, operations, wiring and lines. The inputs' names count too.
    @Override
    public boolean equals(Object o) {
        return this == o
                || (o instanceof Graph g
                        && inputs.equals(g.inputs)
                        && inputNames.equals(g.inputNames)
                        && nodes.equals(g.nodes)
                        && outputs.equals(g.outputs));
    }

    @Override
    public int hashCode() {
        return Objects.hash(inputs, nodes, outputs);
    }

    /// The program as text, large constants summarised; [GraphPrinter#exact] has them whole.
    @Override
    public String toString() {
        return GraphPrinter.summary(this);
    }
}
