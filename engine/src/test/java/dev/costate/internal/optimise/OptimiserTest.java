package dev.costate.internal.optimise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Type;
import dev.costate.graph.Array;
import dev.costate.graph.Axes;
import dev.costate.graph.Binary;
import dev.costate.graph.BinaryFunction;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.GraphBuilder;
import dev.costate.graph.GraphPrinter;
import dev.costate.graph.Node;
import dev.costate.graph.Origin;
import dev.costate.graph.RandomGraphs;
import dev.costate.graph.RandomGraphs.Options;
import dev.costate.graph.Scan;
import dev.costate.graph.Transpose;
import dev.costate.graph.Unary;
import dev.costate.graph.UnaryFunction;
import dev.costate.graph.Verifier;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.lower.LoweredExecutor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// All passes together keep what a program computes, and come to an end. A failure names its seed.
class OptimiserTest {
    private static List<Array> run(Graph graph, long seed) {
        return new Interpreter().compile(graph).run(RandomGraphs.arguments(graph, seed));
    }

    private static Graph optimised(Graph graph, String seed) {
        Graph made = Optimiser.optimise(graph);
        Verifier.verify(made);
        assertThat(made.inputs()).isEqualTo(graph.inputs());
        Graph again = Optimiser.optimise(made);
        assertThat(again)
                .as("again, %s:%n%s%n%s", seed, GraphPrinter.summary(made), GraphPrinter.summary(again))
                .isEqualTo(made);
        return made;
    }

    /// These programs are too small to have their products rearranged. They run on the functions of compiled code,
    /// by which known ones are computed ahead.
    @Test
    void randomProgramsKeepEveryBit() {
        long[] nodes = new long[2];
        RandomGraphs.seeds(1000).forEach(seed -> {
            Graph graph = RandomGraphs.graph(seed, Options.ANY.withSteps(8 + (int) (seed % 30)));
            Graph made = optimised(graph, "-Dcostate.seed=" + seed);
            List<Array> inputs = RandomGraphs.arguments(graph, seed);
            assertThat(LoweredExecutor.composing().run(made, inputs))
                    .as("-Dcostate.seed=%s:%n%s%n%s", seed, graph, made)
                    .isEqualTo(LoweredExecutor.composing().run(graph, inputs));
            nodes[0] += graph.nodes().size();
            nodes[1] += made.nodes().size();
        });
        assertThat(nodes[1]).isLessThan(nodes[0] / 2);
    }

    /// Integers that wrap are the same in every order.
    @Test
    void productsOfIntegersKeepEveryBit() {
        double[] multiplications = new double[2];
        RandomGraphs.seeds(300).forEach(seed -> {
            for (Graph graph :
                    List.of(RandomProducts.straight(seed, DType.INT32), RandomProducts.loop(seed, DType.INT32))) {
                Graph made = optimised(graph, "-Dcostate.seed=" + seed);
                assertThat(run(made, seed))
                        .as("-Dcostate.seed=%s:%n%s%n%s", seed, graph, made)
                        .isEqualTo(run(graph, seed));
                multiplications[0] += multiplications(graph);
                multiplications[1] += multiplications(made);
            }
        });
        assertThat(multiplications[1]).isLessThan(0.5 * multiplications[0]);
    }

    private static double multiplications(Graph graph) {
        double sum = 0;
        for (Node node : graph.nodes()) {
            sum += switch (node.op()) {
                case Dot dot ->
                    Work.multiplications(
                            dot,
                            graph.type(node.operands().get(0)),
                            graph.type(node.operands().get(1)));
                case Scan scan -> scan.length() * multiplications(scan.body());
                default -> 0;
            };
        }
        return sum;
    }

    /// Each result is within `n u` times the same product of the magnitudes; `n` is below 1000 terms here: at most
    /// twelve products of sixty.
    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void productsOfNumbersAreWithinTheBound(DType dtype) {
        double unit = dtype == DType.FLOAT32 ? Math.ulp(1f) / 2 : Math.ulp(1.0) / 2;
        RandomGraphs.seeds(300).forEach(seed -> {
            Graph graph = RandomProducts.straight(seed, dtype);
            Graph made = optimised(graph, "-Dcostate.seed=" + seed);
            List<Array> expected = run(graph, seed);
            List<Array> magnitudes = new Interpreter()
                    .compile(withoutSigns(graph))
                    .run(RandomGraphs.arguments(graph, seed).stream()
                            .map(a -> Interpreter.evaluate(
                                            new Unary(UnaryFunction.ABS), List.of(a), List.of(a.type()), Origin.UNKNOWN)
                                    .getFirst())
                            .toList());
            List<Array> actual = run(made, seed);
            for (int o = 0; o < actual.size(); o++) {
                for (int i = 0; i < actual.get(o).size(); i++) {
                    double bound = 2 * 1000 * unit * magnitudes.get(o).getDouble(i);
                    assertThat(Math.abs(
                                    actual.get(o).getDouble(i) - expected.get(o).getDouble(i)))
                            .as("-Dcostate.seed=%s, result %s, element %s", seed, o, i)
                            .isLessThanOrEqualTo(bound);
                }
            }
        });
    }

    private static Graph withoutSigns(Graph graph) {
        return Draft.rewrite(
                graph,
                (draft, node, operands) ->
                        node.op().equals(new Unary(UnaryFunction.NEG)) ? operands : draft.keep(node, operands));
    }

    /// Ten thousand operations: a chain of functions, sums of repeated terms, products and their transposes.
    @Test
    void longProgramsToo() {
        GraphBuilder builder = new GraphBuilder();
        int x = builder.input(Type.of(DType.FLOAT64, 4, 4), "x");
        int y = x;
        for (int i = 0; i < 2000; i++) {
            int sine = builder.add(new Unary(UnaryFunction.SIN), new int[] {y}, Origin.UNKNOWN);
            int twice = builder.add(new Unary(UnaryFunction.SIN), new int[] {y}, Origin.UNKNOWN);
            int sum = builder.add(new Binary(BinaryFunction.ADD), new int[] {sine, twice}, Origin.UNKNOWN);
            int turned = builder.add(new Transpose(Axes.of(1, 0)), new int[] {sum}, Origin.UNKNOWN);
            y = builder.add(
                    new Dot(Axes.of(), Axes.of(), Axes.of(1), Axes.of(0)), new int[] {turned, x}, Origin.UNKNOWN);
        }
        Graph graph = builder.build(y);
        Graph made = optimised(graph, "no seed");
        assertThat(made.nodes()).hasSize(6000);
    }
}
