package dev.costate.nn.loss;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.valueAndGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.ops.Activation;
import dev.costate.ops.Creation;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Values and gradients are PyTorch's; the numbers are those of `loss_goldens.py`.
class LossesTest {
    private static Tensor wave(double start, int... dims) {
        var values = new double[Shape.of(dims).size()];
        Arrays.setAll(values, i -> 2 * Math.sin(start + 1.7 * i));
        return Tensor.of(values).reshape(dims);
    }

    private static final Tensor LABELS = Tensor.of(2, 0, 3, 1, 1);
    private static final Tensor SOME = Tensor.of(2, -100, 3, 1, -100);
    private static final Tensor Z = wave(2.9, 5, 4);
    private static final Tensor X = wave(0.3, 5, 4);
    private static final Tensor Y = wave(1.1, 5, 4);
    private static final Tensor P = Y.softmax(-1);
    private static final Tensor CLASS = Tensor.of(1.0, 2.0, 0.5, 3.0);

    private static final Map<String, Fn1<Tensor, Tensor>> LOSSES = Map.ofEntries(
            Map.entry("squared", x -> Reduction.MEAN.of(Losses.squared(x, Y))),
            Map.entry("absolute", x -> Reduction.SUM.of(Losses.absolute(x, Y))),
            Map.entry("huber", x -> Losses.huber(x, Y, 0.7).mean()),
            Map.entry("crossEntropy", x -> Losses.crossEntropy(x, LABELS).mean()),
            Map.entry("smoothAbsolute", x -> Losses.smoothAbsolute(x, Y, 0.7).mean()),
            Map.entry(
                    "crossEntropySmoothed",
                    x -> new CrossEntropy().smoothing(0.1).of(Reduction.MEAN, x, LABELS)),
            Map.entry(
                    "crossEntropyWeighted",
                    x -> new CrossEntropy().weights(CLASS).of(Reduction.MEAN, x, LABELS)),
            Map.entry(
                    "crossEntropyOfSome", x -> new CrossEntropy().ignoring(-100).of(Reduction.MEAN, x, SOME)),
            Map.entry(
                    "crossEntropyOfAllThese",
                    x -> new CrossEntropy()
                            .weights(CLASS)
                            .smoothing(0.1)
                            .ignoring(-100)
                            .of(Reduction.MEAN, x, SOME)),
            Map.entry(
                    "crossEntropySum",
                    x -> new CrossEntropy()
                            .weights(CLASS)
                            .smoothing(0.1)
                            .ignoring(1)
                            .of(Reduction.SUM, x, LABELS)),
            Map.entry(
                    "likelihoodWeighted",
                    x -> Reduction.MEAN.of(
                            Losses.negativeLogLikelihood(Activation.logSoftmax(x, -1), LABELS), CLASS.take(LABELS, 0))),
            Map.entry("softCrossEntropy", x -> Losses.softCrossEntropy(x, P).mean()),
            Map.entry("binaryCrossEntropy", x -> Losses.binaryCrossEntropy(x, P).mean()),
            Map.entry(
                    "kullbackLeibler",
                    x -> Losses.kullbackLeibler(Activation.logSoftmax(x, -1), P).sum()),
            Map.entry(
                    "binaryCrossEntropyWeighted",
                    x -> Losses.binaryCrossEntropy(x, P, CLASS).mean()),
            Map.entry(
                    "kullbackLeiblerOfLogs",
                    x -> Losses.kullbackLeiblerOfLogs(Activation.logSoftmax(x, -1), P.log())
                            .sum()),
            Map.entry("hinge", x -> MarginLosses.hinge(x, Y.sign()).mean()),
            Map.entry(
                    "hingeEmbedding",
                    x -> MarginLosses.hingeEmbedding(x, Y.sign(), 0.8).mean()),
            Map.entry("ranking", x -> MarginLosses.ranking(x, Y, Z.sign(), 0.3).mean()),
            Map.entry(
                    "cosineEmbedding",
                    x -> MarginLosses.cosineEmbedding(x, Z, Y.sign().get(":,0"), 0.1)
                            .mean()),
            Map.entry("cosineSimilarity", x -> Losses.cosineSimilarity(x, Y).sum()),
            Map.entry("cosine", x -> Losses.cosine(x, Y).mean()));

    @Test
    void arePyTorchs() throws IOException {
        JsonNode goldens;
        try (var in = LossesTest.class.getResourceAsStream("/goldens/losses.json")) {
            goldens = new ObjectMapper().readTree(Objects.requireNonNull(in));
        }
        assertThat(goldens.propertyNames()).containsExactlyInAnyOrderElementsOf(LOSSES.keySet());
        LOSSES.forEach((name, loss) -> {
            var actual = jit(valueAndGrad(loss)).apply(X);
            var golden = goldens.get(name);
            assertThat(actual.value().item())
                    .as(name)
                    .isCloseTo(golden.get("value").asDouble(), within(1e-13));
            var gradient = actual.grad().toDoubles();
            for (var i = 0; i < gradient.length; i++) {
                assertThat(gradient[i])
                        .as("gradient of %s [%d]", name, i)
                        .isCloseTo(golden.get("gradient").get(i).asDouble(), within(1e-13));
            }
            // In float32 the same within its rounding.
            var narrow = loss.apply(X.to(DType.FLOAT32).to(DType.FLOAT64)).item();
            assertThat(narrow).as(name).isCloseTo(actual.value().item(), within(1e-5));
        });
    }

    @Test
    void areFiniteFarFromTheTarget() {
        var far = Tensor.of(1e4, -1e4).reshape(1, 2);
        assertThat(Losses.crossEntropy(far, Tensor.of(new int[] {1})).item()).isEqualTo(2e4);
        assertThat(Losses.binaryCrossEntropy(far, Tensor.of(0.0, 1.0).reshape(1, 2))
                        .toDoubles())
                .containsExactly(1e4, 1e4);
        var gradient = valueAndGrad((Tensor x) ->
                        Losses.kullbackLeibler(x, Tensor.of(0.0, 1.0)).sum())
                .apply(Tensor.of(-1.0, -2.0));
        assertThat(gradient.value().item()).isEqualTo(2);
        assertThat(gradient.grad().abs().toDoubles()).containsExactly(0, 1);
    }

    @Test
    void shapesThatWouldBroadcastAreRefused() {
        var column = Creation.zeros(DType.FLOAT64, Shape.of(5, 1));
        var row = Creation.zeros(DType.FLOAT64, Shape.of(5));
        assertThatThrownBy(() -> Losses.squared(column, row))
                .hasMessageContaining("[5,1]")
                .hasMessageContaining("[5]")
                .hasMessageContaining("reshape");
        assertThatThrownBy(() -> Losses.crossEntropy(X, Y)).hasMessageContaining("integers");
        assertThatThrownBy(() -> new CrossEntropy().of(Reduction.MEAN, X, Y)).hasMessageContaining("integers");
        assertThatThrownBy(() -> new CrossEntropy().weights(row).of(Reduction.MEAN, X, LABELS))
                .hasMessageContaining("[4]");
        assertThatThrownBy(() -> new CrossEntropy().smoothing(2)).hasMessageContaining("smoothing");
        assertThatThrownBy(() -> MarginLosses.hinge(column, row)).hasMessageContaining("[5,1]");
        assertThatThrownBy(() -> Losses.huber(X, Y, 0)).hasMessageContaining("delta");
        assertThatThrownBy(() -> Reduction.MEAN.of(row, column)).hasMessageContaining("does not broadcast");
    }

    @Test
    void anErrorNamesTheLossThatWasCalled() {
        var scores = Creation.ones(DType.FLOAT64, Shape.of(3, 2));
        var row = Creation.ones(DType.FLOAT64, Shape.of(2));
        var number = Tensor.scalar(1);
        assertThatThrownBy(() -> Losses.crossEntropy(scores, Tensor.of(0, 1)))
                .hasMessage("crossEntropy: labels i32[2] for f64[3,2]; expected integers [3], one for each example");
        assertThatThrownBy(() -> Losses.crossEntropy(scores, scores))
                .hasMessage(
                        "crossEntropy: labels f64[3,2] for f64[3,2]; expected integers [3], one for each example; for a"
                                + " probability of each class take softCrossEntropy, for a 1 among zeros argmax(-1) of them");
        assertThatThrownBy(() -> Losses.crossEntropy(scores, Tensor.of(0, 1, 7)))
                .hasMessage("crossEntropy: label 7 (element 2 of i32[3]) is that of no class; expected 0 to 1");
        assertThatThrownBy(() -> new CrossEntropy().of(Reduction.MEAN, scores, Tensor.of(0, -1, 1)))
                .hasMessage("CrossEntropy: label -1 (element 1 of i32[3]) is that of no class; expected 0 to 1, and"
                        + " CrossEntropy.ignoring leaves out others");
        assertThatThrownBy(() -> Losses.negativeLogLikelihood(number, number))
                .hasMessage("negativeLogLikelihood: the scores are f64[]; expected [...,classes]");
        assertThatThrownBy(() -> Losses.smoothAbsolute(scores, row, 1)).hasMessageStartingWith("smoothAbsolute: ");
        assertThatThrownBy(() -> Losses.smoothAbsolute(scores, scores, 0))
                .hasMessage("smoothAbsolute: beta is 0.0; expected a number above 0");
        assertThatThrownBy(() -> Losses.cosine(scores, row))
                .hasMessage("cosine: a is [3,2], b [2]; they have to be equal, [..., D]");
        assertThatThrownBy(() -> MarginLosses.cosineEmbedding(number, number, number, 0))
                .hasMessage("cosineEmbedding: given f64[]; expected [..., D]");
        assertThatThrownBy(() -> Losses.binaryCrossEntropy(scores, scores, Tensor.of(1.0, 2.0, 3.0)))
                .hasMessage("binaryCrossEntropy: the positive weight [3] does not broadcast to [3,2]; reshape it");
    }

    @Test
    void labelsThatAreTracedAreNotLookedAt() {
        var scores = Creation.ones(DType.FLOAT64, Shape.of(3, 2));
        var losses = jit((Tensor labels) -> Losses.crossEntropy(scores, labels)).apply(Tensor.of(0, 1, 1));
        assertThat(losses.shape()).isEqualTo(Shape.of(3));
    }
}
