package dev.costate.nn.layer;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a layer says to an input of another width, rank or kind than it takes: its name, what it got, what it expected.
class WrongInputsTest {
    private static final Key KEY = Key.of(0);

    private static Arguments of(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    private static Arguments of(String message, Layer layer, int... dims) {
        return of(message, () -> layer.apply(Tensor.ones(dims)));
    }

    static Stream<Arguments> mistakes() {
        return Stream.concat(ofRows(), ofImages());
    }

    private static Stream<Arguments> ofRows() {
        var linear = new Linear(KEY, 3, 2);
        var embedding = new Embedding(KEY, 5, 2);
        return Stream.of(
                of("Linear of 3 inputs and 2 outputs: the input is [2,4]; its last axis has to be 3", linear, 2, 4),
                of("Linear of 3 inputs and 2 outputs: the input is []; its last axis has to be 3", linear),
                of("Linear: 0 inputs and 2 outputs; expected at least 1 each", () -> new Linear(KEY, 0, 2)),
                of(
                        "Linear of 3 inputs and 2 outputs: the bias is [3]; expected [2]",
                        new Linear(Tensor.ones(2, 3), Optional.of(Tensor.ones(3))),
                        2,
                        3),
                of(
                        "Linear: the weight is [7,2,3]; expected [out,in], and layers that are stacked go through vmap",
                        new Linear(Tensor.ones(7, 2, 3), Optional.empty()),
                        7,
                        3),
                of(
                        "BatchNorm of 4 channels: the statistics are of 3; take those of new Statistics(4)",
                        () -> new BatchNorm(4).train(Tensor.ones(5, 3), new BatchNorm.Statistics(3))),
                of(
                        "BatchNorm of 4 channels: the input is [5,3]; its axis 1 has to be 4",
                        () -> new BatchNorm(4).train(Tensor.ones(5, 3), new BatchNorm.Statistics(4))),
                of("BatchNorm of 4 channels: the input is [4]; its axis 1 has to be 4", new FrozenBatchNorm(4), 4),
                of("LayerNorm over [3]: the input is [2,4]; its last axes have to be [3]", new LayerNorm(3), 2, 4),
                of("RmsNorm over [3]: the input is [4]; its last axes have to be [3]", new RmsNorm(3), 4),
                of("GroupNorm of 4 channels: the input is [2,3]; its axis 1 has to be 4", new GroupNorm(2, 4), 2, 3),
                of("PRelu of 3 channels: the input is [2,4]; its axis 1 has to be 3", new PRelu(3), 2, 4),
                of("Embedding: the input is f32[2]; expected integers, the numbers of rows", embedding, 2),
                of(
                        "Embedding: the input is bool[2]; expected integers, the numbers of rows",
                        () -> embedding.apply(Tensor.of(true, false))),
                of(
                        "Embedding of 5 rows: number 5 (element 1 of the input) is no row's; expected 0 to 4",
                        () -> embedding.apply(Tensor.of(4, 5))),
                of(
                        "Embedding of 5 rows: number -1 (element 0 of the input) is no row's; expected 0 to 4",
                        () -> embedding.apply(Tensor.scalar(DType.INT64, -1))));
    }

    private static Stream<Arguments> ofImages() {
        return Stream.of(
                of(
                        "Conv1d of 3 channels: the input is [2,4,8]; it has to be [..., 3, width]",
                        new Conv1d(KEY, 3, 4, 3, Window.over(1)),
                        2,
                        4,
                        8),
                of(
                        "Conv2d: the kernel reaches over 5 places, and the input [3,9,2] has 4, added ones among them, along"
                                + " axis 2; add padding, or take a smaller kernel",
                        new Conv2d(KEY, 3, 4, 3, Window.over(2).dilation(2).padding(1)),
                        3,
                        9,
                        2),
                of(
                        "Conv2d: the window is over 1 axes; give Window.over(2)",
                        () -> new Conv2d(KEY, 3, 4, 3, Window.over(1))),
                of(
                        "ConvTranspose1d: the window is over 2 axes; give Window.over(1)",
                        () -> new ConvTranspose1d(KEY, 3, 4, 3, Window.over(2))),
                of(
                        "Conv2d: 4 and 0 channels; expected at least 1 each",
                        () -> new Conv2d(KEY, 0, 4, 3, Window.over(2))),
                of("MaxPool2d: the input is [8]; it has to be [..., height, width]", new MaxPool2d(2), 8),
                of("AvgPool1d: the input is []; it has to be [..., width]", new AvgPool1d(2)),
                of(
                        "AvgPool2d: the window reaches over 2 places, and the input [4,1,8] has 1 along axis 1; add padding,"
                                + " or take a smaller window",
                        new AvgPool2d(2),
                        4,
                        1,
                        8),
                of(
                        "MaxPool1d: the window is over 2 axes; give Window.over(1)",
                        () -> new MaxPool1d(2, Window.over(2))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void mistakes(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }
}
