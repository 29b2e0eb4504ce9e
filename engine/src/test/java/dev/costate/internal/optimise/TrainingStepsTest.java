package dev.costate.internal.optimise;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;
import dev.costate.function.Fn3;
import dev.costate.graph.Dot;
import dev.costate.graph.Graph;
import dev.costate.graph.Node;
import dev.costate.graph.Scan;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is left of the training steps of small nets, and that they still train.
class TrainingStepsTest {
    private static final int STEPS = 20;

    private record Net(Tensor inHid, Tensor hidOut) {}

    private record Cell(Tensor input, Tensor recurrent) {}

    private static Tensor loss(Net net, Tensor x, Tensor y, Fn1<Tensor, Tensor> activation) {
        return activation
                .apply(x.matmul(net.inHid()))
                .matmul(net.hidOut())
                .sub(y)
                .square()
                .mean();
    }

    /// Gradient descent; the losses before each step.
    private static Fn3<Net, Tensor, Tensor, Scanned<Net, Tensor>> training(Fn1<Tensor, Tensor> activation) {
        return (start, x, y) -> scanSteps(
                (Net net) -> {
                    Fn1<Net, Tensor> objective = n -> loss(n, x, y, activation);
                    ValueAndGrad<Net> at = valueAndGrad(objective).apply(net);
                    return new Step<>(Tree.map(net, at.grad(), (w, g) -> w.sub(g.mul(0.01))), at.value());
                },
                start,
                STEPS);
    }

    private static Net net() {
        Key key = Key.of(1);
        return new Net(
                Random.normal(key.foldIn(0), DType.FLOAT32, Shape.of(2, 500)).mul(0.1),
                Random.normal(key.foldIn(1), DType.FLOAT32, Shape.of(500, 1)).mul(0.1));
    }

    private static Tensor data(int points, int columns) {
        return Random.normal(Key.of(points + columns), DType.FLOAT32, Shape.of(points, columns));
    }

    private static List<Node> products(Graph graph) {
        List<Node> products = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Dot) {
                products.add(node);
            }
        }
        return products;
    }

    private static Graph step(Graph graph) {
        for (Node node : graph.nodes()) {
            if (node.op() instanceof Scan scan) {
                return scan.body();
            }
        }
        throw new AssertionError("no loop in " + graph);
    }

    private static double multiplications(Graph graph) {
        return products(graph).stream()
                .mapToDouble(n -> Work.multiplications(
                        (Dot) n.op(),
                        graph.type(n.operands().get(0)),
                        graph.type(n.operands().get(1))))
                .sum();
    }

    /// `X (W1 W2)`, `W1' (X' e)`, `(X' e) W2'`: five products where there were five, but of 3,400 multiplications
    /// in all, not 350,000.
    @Test
    void aLinearNetMultipliesItsMatricesFirst() {
        Fn3<Net, Tensor, Tensor, Scanned<Net, Tensor>> train = training(h -> h);
        Graph written = Graph.of(train, net(), data(100, 2), data(100, 1));
        Graph made = Optimiser.optimise(written);
        assertThat(products(step(written))).hasSize(5);
        assertThat(multiplications(step(written))).isEqualTo(2 * 100 * 500 * 2 + 3 * 100 * 500.0);
        assertThat(products(step(made))).hasSize(5);
        assertThat(multiplications(step(made))).isEqualTo(3 * 2 * 500 + 2 * 100 * 2.0);
        assertTrains(train, 100);
    }

    /// On four points two of the three chains pay only because both give up the hidden layer.
    @Test
    void aLinearNetOnFewPointsToo() {
        Fn3<Net, Tensor, Tensor, Scanned<Net, Tensor>> train = training(h -> h);
        Graph made = Optimiser.optimise(Graph.of(train, net(), data(4, 2), data(4, 1)));
        assertThat(multiplications(step(made))).isEqualTo(3 * 2 * 500 + 2 * 4 * 2.0);
        assertTrains(train, 4);
    }

    /// The nonlinearity stands between the matrices: five products stay, and every bit.
    @Test
    void aReluNetKeepsItsProducts() {
        Fn3<Net, Tensor, Tensor, Scanned<Net, Tensor>> train = training(Tensor::relu);
        Graph written = Graph.of(train, net(), data(100, 2), data(100, 1));
        Graph made = Optimiser.optimise(written);
        assertThat(products(step(made))).hasSize(5);
        assertThat(multiplications(step(made))).isEqualTo(multiplications(step(written)));
        assertThat(step(made).nodes().size()).isLessThan(step(written).nodes().size());
        assertThat(products(made)).isEmpty();
    }

    private static void assertTrains(Fn3<Net, Tensor, Tensor, Scanned<Net, Tensor>> train, int points) {
        Tensor x = data(points, 2);
        Tensor y = data(points, 1);
        double[] eager = Objects.requireNonNull(train.apply(net(), x, y).out())
                .to(DType.FLOAT64)
                .toDoubles();
        double[] compiled = Objects.requireNonNull(jit(train).apply(net(), x, y).out())
                .to(DType.FLOAT64)
                .toDoubles();
        assertThat(compiled[0]).isGreaterThan(compiled[STEPS - 1]);
        for (int i = 0; i < STEPS; i++) {
            // Single precision over sums of 500 terms, handed on for twenty steps.
            assertThat(compiled[i]).isCloseTo(eager[i], within(1e-5 * eager[i]));
        }
    }

    /// The gradient of a recurrent net: one product of the inputs before the loop, and for each matrix one after
    /// the loop back; in each loop one product is left, of the state.
    @Test
    void aRecurrentNetSumsItsGradientsOnce() {
        Fn3<Cell, Tensor, Tensor, Cell> gradient = (cell, h, xs) -> {
            Fn1<Cell, Tensor> last = c -> scan(
                            (Tensor state, Tensor x) -> {
                                Tensor next = x.matmul(c.input())
                                        .add(state.matmul(c.recurrent()))
                                        .tanh();
                                return new Step<>(next, List.of());
                            },
                            h,
                            xs)
                    .carry()
                    .square()
                    .sum();
            return grad(last).apply(cell);
        };
        Cell cell = new Cell(data(32, 64).mul(0.1), data(64, 64).mul(0.1));
        Tensor state = data(25, 64);
        Tensor xs = Random.normal(Key.of(5), DType.FLOAT32, Shape.of(7, 25, 32));
        Graph made = Optimiser.optimise(Graph.of(gradient, cell, state, xs));
        assertThat(products(made)).hasSize(3);
        List<Graph> loops = new ArrayList<>();
        for (Node node : made.nodes()) {
            if (node.op() instanceof Scan scan) {
                loops.add(scan.body());
            }
        }
        assertThat(loops).hasSize(2);
        assertThat(products(loops.get(0))).hasSize(1);
        assertThat(products(loops.get(1))).hasSize(1);
        Cell eager = gradient.apply(cell, state, xs);
        Cell compiled = jit(gradient).apply(cell, state, xs);
        assertClose(compiled.input(), eager.input());
        assertClose(compiled.recurrent(), eager.recurrent());
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        double scale = expected.abs().max().item();
        assertThat(actual.sub(expected).abs().max().item()).isLessThan(1e-5 * scale);
    }
}
