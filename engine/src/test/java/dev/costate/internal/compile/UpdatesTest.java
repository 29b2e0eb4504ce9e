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

/// The updates of many values at the end of a step are one kernel, whatever their shapes.
class UpdatesTest {
    private static final int[][] SHAPES = {{3, 13}, {207}, {4098}, {1, 79}, {64, 2}, {20, 500}, {2, 3, 40}, {100}};

    /// A value and its velocity.
    private record State(List<Tensor> values, List<Tensor> velocities) {}

    private static State state(DType dtype) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> velocities = new ArrayList<>();
        for (int[] dims : SHAPES) {
            values.add(Random.uniform(Key.of(values.size()), dtype, Shape.of(dims), -1, 1));
            velocities.add(Random.uniform(Key.of(100 + values.size()), dtype, Shape.of(dims), -1, 1));
        }
        return new State(values, velocities);
    }

    private static State step(State s) {
        List<Tensor> values = new ArrayList<>();
        List<Tensor> velocities = new ArrayList<>();
        for (int i = 0; i < SHAPES.length; i++) {
            Tensor v = s.velocities.get(i).mul(0.9).sub(s.values.get(i).mul(0.1));
            velocities.add(v);
            values.add(s.values.get(i).add(v).relu());
        }
        return new State(values, velocities);
    }

    private static Plan plan(Fn1<State, State> f, State x) {
        return Planner.plan(Optimiser.optimise(Expansion.expand(Graph.of(f, x))));
    }

    @Test
    void areOneKernel() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            Plan plan = plan(UpdatesTest::step, state(dtype));
            if (VectorModule.isPresent()) {
                assertThat(plan.steps()).hasSize(1);
                assertThat(((Plan.Compute) plan.steps().getFirst()).code()).isInstanceOf(TreeCode.class);
                assertThat(Buffers.of(plan).count()).isEqualTo(2 * SHAPES.length);
            }
        }
    }

    @Test
    void areTheSameOneByOne() {
        for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            LoopAgreement.agree(UpdatesTest::step, state(dtype));
            LoopAgreement.agree((State s) -> scan((State c) -> step(c), s, 5), state(dtype));
        }
    }

    @Test
    void oneThreadOrThreeMakeNoDifference() {
        State big = new State(
                List.of(Random.uniform(Key.of(1), 300, 411), Random.uniform(Key.of(2), 70_001)),
                List.of(Random.uniform(Key.of(3), 300, 411), Random.uniform(Key.of(4), 70_001)));
        Fn1<State, State> f = s -> {
            List<Tensor> values = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                values.add(s.values.get(i).mul(0.9).add(s.velocities.get(i)));
            }
            return new State(values, s.velocities);
        };
        Graph graph = Graph.of(f, big);
        var compiled = new Compiler().compile(graph);
        var inputs = Closeness.arrays(big);
        List<List<Array>> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 3, 7}) {
            try (Workers workers = new Workers(threads)) {
                Workers.with(workers, () -> results.add(compiled.run(inputs)));
            }
        }
        assertThat(results).allSatisfy(r -> assertThat(r).isEqualTo(results.getFirst()));
    }
}
