package dev.costate.nn.attention;

import static dev.costate.Costate.grad;
import static dev.costate.nn.layer.Battery.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.layer.Battery;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Attention: rows of the [Battery] with the goldens of `attention_goldens.py`, and its masks.
class MultiHeadAttentionTest {
    private static final int WIDTH = 4;
    private static final Shape X = Shape.of(3, 2, WIDTH);
    private static final MultiHeadAttention LAYER = new MultiHeadAttention(Key.of(0), DType.FLOAT64, WIDTH, 2);

    private static final AttentionMask PADDED =
            new AttentionMask.PaddedKeys(Tensor.of(new boolean[][] {{false, false, true}, {false, true, true}}));
    private static final AttentionMask BLOCKED = new AttentionMask.Blocked(
            Tensor.of(new boolean[][] {{false, true, false}, {true, false, false}, {false, false, true}}));

    /// Outputs, then weights.
    private static Battery.Row<MultiHeadAttention> row(AttentionMask... masks) {
        return new Battery.Row<>(X, LAYER, (attention, x) -> Battery.flat(attention.apply(x, masks)));
    }

    private static Tensor other(Tensor x, double start) {
        return wave(x.dtype(), Shape.of(5, 2, WIDTH), start);
    }

    private static final Map<String, Battery.Row<?>> ROWS = Map.of(
            "self", row(),
            "causal", row(new AttentionMask.Causal()),
            "blocked", row(BLOCKED),
            "padded", row(PADDED),
            "both", row(new AttentionMask.Causal(), PADDED),
            "added",
                    new Battery.Row<>(
                            X,
                            LAYER,
                            (attention, x) -> Battery.flat(
                                    attention.apply(x, new AttentionMask.Added(wave(x.dtype(), Shape.of(3, 3), 0.3))))),
            "cross",
                    new Battery.Row<>(
                            X, LAYER, (attention, x) -> Battery.flat(attention.apply(x, other(x, 0.2), other(x, 0.7)))),
            "ofOne",
                    new Battery.Row<>(
                            Shape.of(3, WIDTH),
                            LAYER,
                            (attention, x) -> Battery.flat(attention.apply(x, new AttentionMask.Causal()))));

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("attention.json", ROWS);
    }

    @Test
    void selfAttentionIsAttentionToItself() {
        var x = wave(DType.FLOAT64, X, 0);
        assertThat(LAYER.apply(x).out().allClose(LAYER.apply(x, x, x).out(), 0, 1e-15))
                .isTrue();
    }

    @Test
    void whoSeesNothingGetsZerosAndNoNaN() {
        var x = wave(DType.FLOAT64, X, 0);
        var none = new AttentionMask.Blocked(Creation.ones(DType.BOOL, Shape.of(3, 3)));
        var seen = LAYER.apply(x, none);
        assertThat(seen.weights().abs().max().item()).isEqualTo(0);
        var gradient = grad((Tensor t) -> LAYER.apply(t, none).out().sum()).apply(x);
        assertThat(gradient.isFinite().all().itemBoolean()).isTrue();
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> LAYER.apply(Tensor.ones(3, 5)))
                .hasMessageContaining("[3,5]")
                .hasMessageContaining("[time,4]");
        assertThatThrownBy(() -> new MultiHeadAttention(Key.of(0), 4, 3)).hasMessageContaining("3 heads");
        assertThatThrownBy(() -> new AttentionMask.Blocked(Tensor.ones(3, 3)))
                .hasMessageContaining("f32[3,3]")
                .hasMessageContaining("bool");
        var query = Tensor.ones(5, 3, 4);
        assertThatThrownBy(() -> LAYER.apply(query, query, Tensor.ones(6, 3, 4)))
                .hasMessage(
                        "MultiHeadAttention: query [5,3,4], key [5,3,4], value [6,3,4]; all have a batch or none, and a"
                                + " value stands for each key");
        assertThatThrownBy(() -> LAYER.apply(query, Tensor.ones(6, 2, 4), Tensor.ones(6, 2, 4)))
                .hasMessage(
                        "MultiHeadAttention: a batch of 3 queries and of 2 keys; expected [time,batch,4] of one batch");
        assertThatThrownBy(() -> LAYER.apply(query, new AttentionMask.PaddedKeys(Tensor.of(true, false))))
                .hasMessage("AttentionMask.PaddedKeys: given [2]; it has to broadcast to [3,5], [batch,keys]");
        assertThatThrownBy(() -> Attention.scaledDotProduct(
                        Tensor.ones(1, 2, 3, 4), Tensor.ones(1, 2, 3, 5), Tensor.ones(1, 2, 3, 4)))
                .hasMessage(
                        "attention: query [1,2,3,4], key [1,2,3,5], value [1,2,3,4]; query and key have to be of one"
                                + " width, the last axis");
    }
}
