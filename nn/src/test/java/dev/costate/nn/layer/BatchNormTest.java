package dev.costate.nn.layer;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.nn.layer.Battery.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Batch normalisation: rows of the [Battery] with the goldens of `batch_norm_goldens.py`, and its state.
class BatchNormTest {
    private static final Shape IMAGES = Shape.of(3, 2, 2, 2);
    private static final Shape VECTORS = Shape.of(5, 2);
    private static final Tensor MEAN = Tensor.of(0.3, -0.2);
    private static final Tensor VARIANCE = Tensor.of(0.5, 1.7);

    private static BatchNorm.Statistics statistics(DType dtype) {
        return new BatchNorm.Statistics(MEAN.to(dtype), VARIANCE.to(dtype), Tensor.scalar(DType.INT64, 3));
    }

    private static Tensor trained(BatchNorm norm, Tensor x) {
        return norm.train(x, statistics(x.dtype())).out();
    }

    private static final Map<String, Battery.Row<?>> ROWS = Map.of(
            "trained", new Battery.Row<>(VECTORS, new BatchNorm(DType.FLOAT64, 2), BatchNormTest::trained),
            "trainedImages", new Battery.Row<>(IMAGES, new BatchNorm(DType.FLOAT64, 2), BatchNormTest::trained),
            "withoutWeights", new Battery.Row<>(VECTORS, BatchNorm.withoutWeights(), BatchNormTest::trained),
            "evaluated",
                    new Battery.Row<>(
                            IMAGES,
                            new BatchNorm(DType.FLOAT64, 2),
                            (norm, x) -> norm.frozen(statistics(x.dtype())).apply(x)));

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("batch_norm.json", ROWS);
    }

    @Test
    void theStatisticsAreAsPyTorchs() throws IOException {
        JsonNode goldens;
        try (var in = BatchNormTest.class.getResourceAsStream("/goldens/batch_norm_statistics.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        for (var shape : List.of(VECTORS, IMAGES)) {
            var x = wave(DType.FLOAT64, shape, 0.4);
            var next = new BatchNorm(DType.FLOAT64, 2)
                    .train(x, statistics(DType.FLOAT64))
                    .next();
            var golden = goldens.get(shape.toString());
            var expected = golden.valueStream().mapToDouble(JsonNode::asDouble).toArray();
            assertThat(Battery.flat(List.of(next.runningMean(), next.runningVar()))
                            .allClose(Tensor.of(expected), 0, 1e-13))
                    .as("%s: %s", shape, next)
                    .isTrue();
        }
    }

    @Test
    void theStatisticsGoThroughALoop() {
        var norm = new BatchNorm(DType.FLOAT64, 2);
        var batches = wave(DType.FLOAT64, Shape.of(4, 5, 2), 0);
        var last = jit((Tensor all) -> scan(
                        (BatchNorm.Statistics before, Tensor x) -> {
                            var batch = norm.train(x, before);
                            return new Step<>(batch.next(), batch.out());
                        },
                        statistics(DType.FLOAT64),
                        all))
                .apply(batches);
        assertThat(last.carry().numBatchesTracked().itemLong()).isEqualTo(7);
        var mean = MEAN;
        for (var x : batches.unstack(0)) {
            mean = mean.mul(0.9).add(x.mean(0).mul(0.1));
        }
        assertThat(last.carry().runningMean().allClose(mean, 0, 1e-15)).isTrue();
    }

    @Test
    void theStatisticsHaveNoGradient() {
        var x = wave(DType.FLOAT64, VECTORS, 0);
        var gradient = grad((Tensor t) -> new BatchNorm(DType.FLOAT64, 2)
                        .train(t, statistics(DType.FLOAT64))
                        .next()
                        .runningVar()
                        .sum())
                .apply(x);
        assertThat(gradient.abs().max().item()).isEqualTo(0);
    }

    @Test
    void wrongInputsAreNamed() {
        var norm = new BatchNorm(2);
        var fresh = new BatchNorm.Statistics(2);
        assertThatThrownBy(() -> norm.train(Tensor.ones(3, 4), fresh)).hasMessageContaining("2 channels");
        assertThatThrownBy(() -> norm.train(Tensor.ones(1, 2), fresh)).hasMessageContaining("no variance");
        assertThat(Tree.paths(new FrozenBatchNorm(2))).hasSize(5);
    }
}
