package dev.costate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Convolutional and pooling layers, compared with PyTorch's (`convolution_goldens.py`).
class ConvolutionLayersTest {
    private static final Shape SERIES = Shape.of(2, 4, 7);
    private static final Shape IMAGES = Shape.of(2, 2, 5, 4);
    private static final Key KEY = Key.of(0);
    private static final Window ONE = Window.over(1);
    private static final Window TWO = Window.over(2);
    private static final Initialiser TORCH = Initialisers.torch();

    private static Battery.Row<?> series(Layer layer) {
        return Battery.row(SERIES, layer);
    }

    private static Battery.Row<?> images(Layer layer) {
        return Battery.row(IMAGES, layer);
    }

    private static Conv1d conv1d(int out, int size, Window window, int groups) {
        return new Conv1d(KEY, DType.FLOAT64, 4, out, size, window, groups, TORCH, TORCH);
    }

    private static Conv2d conv2d(int out, int height, int width, Window window, int groups) {
        return new Conv2d(KEY, DType.FLOAT64, 2, out, height, width, window, groups, TORCH, TORCH);
    }

    private static ConvTranspose2d transposed(
            int out, int height, int width, Window window, int groups, Integer... more) {
        return new ConvTranspose2d(
                KEY, DType.FLOAT64, 2, out, height, width, window, groups, List.of(more), TORCH, TORCH);
    }

    private static final Map<String, Battery.Row<?>> LAYERS = Map.ofEntries(
            Map.entry("conv1d", series(conv1d(3, 3, ONE, 1))),
            Map.entry(
                    "conv1dGroups", series(conv1d(6, 2, ONE.stride(2).padding(1).dilation(2), 2))),
            Map.entry("conv2d", images(conv2d(3, 3, 3, TWO.padding(1), 1))),
            Map.entry(
                    "conv2dOdd",
                    images(conv2d(2, 3, 2, TWO.stride(2, 1).padding(2, 1).dilation(1, 2), 1))),
            Map.entry("conv2dDepthwise", images(conv2d(4, 3, 3, TWO.padding(1), 2))),
            Map.entry("conv2dWithoutBias", images(Conv2d.withoutBias(KEY, DType.FLOAT64, 2, 3, 1, 1, TWO, 1, TORCH))),
            Map.entry(
                    "convTranspose1d",
                    series(new ConvTranspose1d(
                            KEY, DType.FLOAT64, 4, 3, 3, ONE.stride(2).padding(1), 1, List.of(1), TORCH, TORCH))),
            Map.entry("convTranspose2d", images(transposed(3, 2, 3, TWO, 1, 0, 0))),
            Map.entry(
                    "convTranspose2dGroups",
                    images(transposed(4, 3, 2, TWO.stride(2, 3).padding(1, 0).dilation(2, 1), 2, 0, 1))),
            Map.entry("maxPool1d", series(new MaxPool1d(2))),
            Map.entry(
                    "maxPool1dDilated",
                    series(new MaxPool1d(3, ONE.stride(2).padding(1).dilation(2)))),
            Map.entry("maxPool2d", images(new MaxPool2d(2))),
            Map.entry(
                    "maxPool2dOverlapping",
                    images(new MaxPool2d(3, TWO.stride(2).padding(1)))),
            Map.entry("maxPool2dCeil", images(new MaxPool2d(List.of(2, 3), TWO.stride(3, 2), true))),
            Map.entry("avgPool1d", series(new AvgPool1d(3, ONE.stride(2).padding(1)))),
            Map.entry("avgPool2d", images(new AvgPool2d(2))),
            Map.entry(
                    "avgPool2dWithoutPad",
                    images(new AvgPool2d(List.of(3, 2), TWO.stride(2, 1).padding(1), false))));

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("convolutions.json", LAYERS);
    }

    /// PyTorch's kaiming_uniform_(a=sqrt 5) is uniform between plus and minus one over the root of the fan.
    @Test
    void weightsAreDrawnAsPyTorchs() {
        var layer = new Conv2d(KEY, 16, 64, 3, TWO);
        var transposed = new ConvTranspose2d(KEY, 64, 16, 3, TWO);
        for (var tensor : List.of(
                layer.weight(),
                layer.bias().orElseThrow(),
                transposed.weight(),
                transposed.bias().orElseThrow())) {
            var bound = 1 / Math.sqrt(16 * 3 * 3);
            var most = Arrays.stream(tensor.to(DType.FLOAT64).toDoubles())
                    .map(Math::abs)
                    .max();
            assertThat(most.orElseThrow()).isBetween(0.8 * bound, bound);
        }
        assertThat(layer.weight().shape()).isEqualTo(Shape.of(64, 16, 3, 3));
        assertThat(transposed.weight().shape()).isEqualTo(Shape.of(64, 16, 3, 3));
        assertThat(transposed.bias().orElseThrow().shape()).isEqualTo(Shape.of(16));
        assertThat(Tree.paths(layer)).isEqualTo(List.of("weight", "bias"));
    }

    @Test
    void batchesAreOptional() {
        var layer = conv2d(3, 3, 3, TWO.padding(1), 1);
        var x = Tensor.ones(2, 5, 4).to(DType.FLOAT64);
        var one = layer.apply(x);
        assertThat(one.shape()).isEqualTo(Shape.of(3, 5, 4));
        assertThat(layer.apply(x.unsqueeze(0)).get(0).identical(one)).isTrue();
        assertThat(new MaxPool2d(2).apply(x).shape()).isEqualTo(Shape.of(2, 2, 2));
    }

    @Test
    void wrongInputsAreNamed() {
        assertThatThrownBy(() -> conv2d(3, 3, 3, TWO, 1).apply(Tensor.ones(1, 3, 5, 4)))
                .hasMessageContaining("Conv2d of 2 channels")
                .hasMessageContaining("[1,3,5,4]");
        assertThatThrownBy(() -> conv1d(3, 3, ONE, 2)).hasMessageContaining("2 groups");
        assertThatThrownBy(() -> new MaxPool1d(7).apply(Tensor.ones(2, 5))).hasMessageContaining("padding");
    }
}
