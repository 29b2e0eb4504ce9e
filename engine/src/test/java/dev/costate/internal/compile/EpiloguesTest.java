package dev.costate.internal.compile;

import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.internal.parallel.Workers;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is made of the rows of a product as soon as they are there.
class EpiloguesTest {
    /// A layer and its input.
    private record Layer(Tensor x, Tensor weight, Tensor bias) {}

    private static Layer layer(DType dtype, int m, int k, int n) {
        return new Layer(
                Random.uniform(Key.of(1), dtype, Shape.of(m, k), -1, 1),
                Random.uniform(Key.of(2), dtype, Shape.of(k, n), -1, 1),
                Random.uniform(Key.of(3), dtype, Shape.of(n), -1, 1));
    }

    private static List<Plan.Step> steps(Fn1<Layer, Tensor> f, Layer x) {
        return Planner.plan(Optimiser.optimise(Expansion.expand(Graph.of(f, x))))
                .steps();
    }

    private static void fused(int count, Fn1<Layer, Tensor> f, Layer x) {
        if (VectorModule.isPresent()) {
            assertThat(steps(f, x).stream()
                            .filter(s -> s instanceof Plan.Compute c && c.code() instanceof FusedProductCode))
                    .hasSize(count);
        }
        Graph graph = Graph.of(f, x);
        var compiled = new Compiler().compile(graph);
        List<Array> inputs = Closeness.arrays(x);
        List<List<Array>> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3}) {
            try (Workers workers = new Workers(threads)) {
                Workers.with(workers, () -> results.add(compiled.run(inputs)));
            }
        }
        assertThat(results).allSatisfy(r -> assertThat(r).isEqualTo(results.getFirst()));
        LoopAgreement.agree(f, x);
    }

    @Test
    void biasAndActivation() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int[] size : new int[][] {{17, 20, 33}, {128, 300, 65}, {64, 700, 128}, {207, 13, 16}}) {
                Layer layer = layer(dtype, size[0], size[1], size[2]);
                fused(1, l -> l.x.matmul(l.weight).add(l.bias).tanh(), layer);
                fused(1, l -> l.x.matmul(l.weight).relu(), layer);
            }
        }
    }

    @Test
    void rowsOfManyTasks() {
        fused(1, l -> l.x.matmul(l.weight).add(l.bias).relu(), layer(DType.FLOAT32, 1001, 300, 130));
    }

    @Test
    void partsOfARow() {
        fused(
                1,
                l -> {
                    Tensor y = l.x.matmul(l.weight);
                    return y.get(":, :32").sigmoid().mul(y.get(":, 32:").tanh());
                },
                layer(DType.FLOAT32, 37, 40, 64));
    }

    @Test
    void theProductItselfIsReadLater() {
        fused(
                1,
                l -> {
                    Tensor y = l.x.matmul(l.weight).add(l.bias);
                    return y.relu().matmul(l.weight.transpose()).add(y.sum(1).reshape(36, 1));
                },
                layer(DType.FLOAT32, 36, 40, 64));
    }

    @Test
    void whatNeedsOtherRowsComesAfter() {
        fused(0, l -> l.x.matmul(l.weight).flip(0).tanh(), layer(DType.FLOAT32, 36, 40, 64));
        fused(0, l -> l.x.matmul(l.weight).add(l.bias).transpose().exp(), layer(DType.FLOAT32, 36, 40, 64));
        fused(0, l -> l.x.matmul(l.weight).sum(0), layer(DType.FLOAT32, 36, 40, 64));
        // Wider than a block of columns: no row is whole before all are.
        fused(0, l -> l.x.matmul(l.weight).tanh(), layer(DType.FLOAT32, 9, 12, 4100));
    }

    @Test
    void factorsAreNotWrittenOver() {
        Fn1<Layer, Tensor> residual =
                l -> scan((Tensor c) -> c.matmul(c).mul(0.01).add(c), l.weight, 3);
        fused(0, residual, layer(DType.FLOAT32, 5, 48, 48));
        Fn1<Layer, Tensor> layers =
                l -> scan((Tensor c) -> c.matmul(l.weight).tanh().add(c), l.x, 3);
        fused(0, layers, layer(DType.FLOAT32, 48, 48, 48));
    }
}
