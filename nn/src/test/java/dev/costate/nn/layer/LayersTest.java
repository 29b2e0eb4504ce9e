package dev.costate.nn.layer;

import static dev.costate.Costate.grad;
import static dev.costate.nn.layer.Battery.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.init.Initialisers;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Layers of one input: rows of the [Battery] with the goldens of `layer_goldens.py`.
class LayersTest {
    private static final Shape X = Shape.of(3, 4);
    private static final Key KEY = Key.of(0);
    private static final Tensor IDS = Tensor.of(4, 0, 4, 2).reshape(2, 2);

    private static Linear linear(int in, int out) {
        return new Linear(KEY, DType.FLOAT64, in, out, Initialisers.torch(), Initialisers.torch());
    }

    private static final Map<String, Battery.Row<?>> LAYERS = Map.ofEntries(
            Map.entry("linear", Battery.row(X, linear(4, 5))),
            Map.entry(
                    "linearWithoutBias",
                    Battery.row(X, Linear.withoutBias(KEY, DType.FLOAT64, 4, 5, Initialisers.torch()))),
            Map.entry("layerNorm", Battery.row(Shape.of(2, 3, 4), new LayerNorm(DType.FLOAT64, 3, 4))),
            Map.entry("groupNorm", Battery.row(Shape.of(2, 6, 3), new GroupNorm(3, DType.FLOAT64, 6))),
            Map.entry("sequential", Battery.row(X, Sequential.of(linear(4, 5), Activation.TANH, linear(5, 2)))),
            Map.entry("residual", Battery.row(X, new Residual<>(linear(4, 4)))),
            Map.entry("rmsNorm", Battery.row(Shape.of(2, 3, 4), new RmsNorm(DType.FLOAT64, 3, 4))),
            Map.entry("prelu", Battery.row(Shape.of(2, 3, 4), new PRelu(DType.FLOAT64, 1))),
            Map.entry("preluOfChannels", Battery.row(Shape.of(2, 3, 4), new PRelu(DType.FLOAT64, 3))),
            Map.entry(
                    "embedding",
                    new Battery.Row<>(
                            X,
                            new Embedding(KEY, DType.FLOAT64, 5, 3, Initialisers.normal(0, 1)),
                            (table, _) -> table.apply(IDS))));

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("layers.json", LAYERS);
    }

    @Test
    void anEmbeddingIsItsRows() {
        var layer = new Embedding(wave(DType.FLOAT64, Shape.of(5, 3), 0));
        var rows = layer.apply(IDS);
        assertThat(rows.shape()).isEqualTo(Shape.of(2, 2, 3));
        assertThat(rows.get(1, 0).identical(layer.weight().get(4))).isTrue();
        assertThat(layer.withPadding(4).weight().abs().sum(1).gt(0).toBooleans())
                .containsExactly(true, true, true, true, false);
        // The row of padding is read, but has no gradient.
        var gradient = grad((Embedding e) -> e.apply(IDS).sum()).apply(layer.withPadding(4));
        assertThat(gradient.weight().sum(1).toDoubles()).containsExactly(3, 0, 3, 0, 0);
        assertThatThrownBy(() -> layer.apply(Tensor.of(1.0))).hasMessageContaining("integers");
        assertThatThrownBy(() -> layer.withPadding(5)).hasMessageContaining("row 5 of 5");
    }

    @Test
    void dropoutKeepsTheMean() {
        var x = Tensor.ones(200, 300);
        var y = new Dropout(0.25).apply(Key.of(3), x);
        assertThat(y.mean().item()).isCloseTo(1, within(0.02));
        assertThat(y.eq(0).to(DType.FLOAT64).mean().item()).isCloseTo(0.25, within(0.01));
        assertThat(new Dropout(0).apply(Key.of(3), x)).isSameAs(x);
        assertThatThrownBy(() -> new Dropout(1)).hasMessageContaining("rate");
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> linear(4, 5).apply(Tensor.ones(2, 3)))
                .hasMessageContaining("4 inputs")
                .hasMessageContaining("[2,3]");
        assertThatThrownBy(() -> new LayerNorm(4).apply(Tensor.ones(2, 3))).hasMessageContaining("[4]");
        assertThatThrownBy(() -> new RmsNorm(4).apply(Tensor.ones(2, 3))).hasMessageContaining("[4]");
        assertThatThrownBy(() -> new PRelu(2).apply(Tensor.ones(2, 3))).hasMessageContaining("2 channels");
        assertThatThrownBy(() -> new GroupNorm(2, 3)).hasMessageContaining("2 groups");
        assertThatThrownBy(() -> new Residual<>(linear(4, 5)).apply(wave(DType.FLOAT64, X, 0)))
                .hasMessageContaining("[3,5]");
    }

    @Test
    void aNetIsATreeOfNamedWeights() {
        var net = Sequential.of(linear(4, 5), Activation.RELU, linear(5, 2));
        assertThat(Tree.paths(net))
                .isEqualTo(List.of("layers[0].weight", "layers[0].bias", "layers[2].weight", "layers[2].bias"));
        assertThat(new Linear(KEY, 4, 5).bias()).isNotEqualTo(Optional.empty());
    }
}
