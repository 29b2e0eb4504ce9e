package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.graph.Array;
import dev.costate.graph.Graph;
import dev.costate.internal.interpret.Interpreter;
import dev.costate.internal.optimise.Optimiser;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Additions to rows have the interpreter's bits, and touch no other rows of a table that goes through a loop.
class RowScatterTest {
    private record Table(Tensor rows, Tensor indices, Tensor updates) {}

    private static Table table(DType dtype, int rows, int width, int... lead) {
        var random = new SplittableRandom(rows + 31L * width);
        var shape = Shape.of(lead);
        var indices = new int[shape.size()];
        // Few rows get most of the updates; some indices are outside, and are clamped.
        Arrays.setAll(indices, i -> (int) (rows * Math.pow(random.nextDouble(), 3)) + (i % 7 == 3 ? rows : 0));
        return new Table(
                Random.uniform(Key.of(1), dtype, Shape.of(rows, width), -1, 1),
                Tensor.of(indices, shape),
                Random.uniform(Key.of(2), dtype, shape.concat(Shape.of(width)), -1, 1));
    }

    private static Tensor added(Table t) {
        return t.rows.at(Index.places(t.indices)).add(t.updates);
    }

    private static Plan plan(Graph graph) {
        return Planner.plan(Optimiser.optimise(Expansion.expand(graph)));
    }

    private static List<Plan.Step> scatters(Plan plan) {
        return plan.steps().stream()
                .filter(s -> s instanceof Plan.Compute c && c.code() instanceof RowScatter)
                .toList();
    }

    @Test
    void isTheInterpreters() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (int width : new int[] {1, 3, 13, 16, 100, 207}) {
                for (int[] lead : new int[][] {{1}, {13}, {207}, {4, 33}}) {
                    Table t = table(dtype, 211, width, lead);
                    var graph = Graph.of((Fn1<Table, Tensor>) RowScatterTest::added, t);
                    assertThat(scatters(plan(graph))).as("%s %d", dtype, width).hasSize(1);
                    List<Array> inputs = List.of(
                            Array.wrap(t.rows.type(), copy(t.rows, dtype)),
                            Array.wrap(t.indices.type(), t.indices.toInts()),
                            Array.wrap(t.updates.type(), copy(t.updates, dtype)));
                    var expected = new Interpreter().compile(graph).run(inputs);
                    assertThat(new Compiler().compile(graph).run(inputs))
                            .as("%s, %d wide", dtype, width)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static Object copy(Tensor x, DType dtype) {
        return dtype == DType.FLOAT32 ? x.toFloats() : x.toDoubles();
    }

    @Test
    void threadsMakeNoDifference() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Table t = table(dtype, 1009, 100, 4098);
            Members.doNotSeeThreads(jit((Fn1<Table, Object>) RowScatterTest::added), t);
        }
        assertThat(new RowScatter(1009, 100, 4098).isShared()).isTrue();
    }

    @Test
    void tableOfALoopStaysInPlace() {
        Table t = table(DType.FLOAT32, 503, 20, 6, 40);
        Fn2<Tensor, Table, Step<Tensor, Tensor>> step = (rows, at) -> {
            Tensor read = rows.take(at.indices, 0);
            Tensor change = at.updates.sub(read.mul(0.5));
            return new Step<>(
                    rows.at(Index.places(at.indices)).add(change), read.square().sum());
        };
        Fn1<Table, Tensor> loop = x ->
                scan(step, x.rows, new Table(x.indices, x.indices, x.updates)).carry();
        var graph = Graph.of(loop, t);
        Plan.Loop found = (Plan.Loop) plan(graph).steps().stream()
                .filter(s -> s instanceof Plan.Loop)
                .findFirst()
                .orElseThrow();
        assertThat(scatters(found.body())).hasSize(1);
        // The first carry is the table, the body's first input without constants.
        assertThat(BufferPlan.isInPlace(
                        found.body(), found.consts(), found.body().outputs()[0]))
                .isTrue();
        assertThat(jit(loop).apply(t).toFloats()).isEqualTo(loop.apply(t).toFloats());
    }

    @Test
    void whoReadsTheOldRowsAfterwardsGetsThem() {
        Table t = table(DType.FLOAT64, 17, 9, 30);
        Fn1<Table, Tensor> both = x -> {
            Tensor rows = x.rows.mul(2);
            return added(new Table(rows, x.indices.minimum(16), x.updates)).mul(rows);
        };
        assertThat(jit(both).apply(t).toDoubles()).isEqualTo(both.apply(t).toDoubles());
    }

    @Test
    void gradientOfAGatherIsOne() {
        Table t = table(DType.FLOAT64, 19, 11, 50);
        Fn1<Tensor, Tensor> loss =
                rows -> rows.take(t.indices.minimum(18), 0).mul(t.updates).sum();
        var graph = Graph.of(grad(loss), t.rows);
        assertThat(scatters(plan(graph))).hasSize(1);
        assertThat(jit(grad(loss)).apply(t.rows).toDoubles())
                .isEqualTo(grad(loss).apply(t.rows).toDoubles());
    }
}
