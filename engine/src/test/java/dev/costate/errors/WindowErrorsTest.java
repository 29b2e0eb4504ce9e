package dev.costate.errors;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Pooling;
import dev.costate.ops.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Convolutions and pooling with windows that do not fit.
class WindowErrorsTest {
    private static final Tensor IMAGES = Tensor.ones(2, 3, 5, 5);
    private static final Tensor KERNEL = Tensor.ones(4, 3, 3, 3);
    private static final Window TWO = Window.over(2);

    private static Misuse shape(String text, Misuse.Call call) {
        return new Misuse(ShapeException.class, text, call);
    }

    private static Misuse argument(String text, Misuse.Call call) {
        return new Misuse(ArgumentException.class, text, call);
    }

    static List<Misuse> misuses() {
        return List.of(
                shape(
                        "convolve: the kernel f32[4,2,3,3] takes 2 channels, but there are 3 in f32[2,3,5,5] at HERE; a kernel is [out, in, ...]",
                        () -> Convolutions.convolve(IMAGES, Tensor.ones(4, 2, 3, 3), TWO)),
                shape(
                        "convolve: the kernel f32[3,3,3,3] takes 3 channels, but there are 3 in 3 groups in f32[2,3,5,5] at HERE; a kernel is [out, in / groups, ...]",
                        () -> Convolutions.convolve(IMAGES, Tensor.ones(3, 3, 3, 3), TWO, 3)),
                argument(
                        "convolve: 2 groups of 3 channels in and 4 out at HERE; groups divide the number of channels",
                        () -> Convolutions.convolve(IMAGES, KERNEL, TWO, 2)),
                argument(
                        "convolve: 0 groups at HERE; give 1 or more",
                        () -> Convolutions.convolve(IMAGES, KERNEL, TWO, 0)),
                shape(
                        "convolve: a window over 1 axis does not fit f32[2,3,5,5] and the kernel f32[4,3,3,3] at HERE; the input is [..., channels, width], the kernel has 3 axes",
                        () -> Convolutions.convolve(IMAGES, KERNEL, Window.over(1))),
                shape(
                        "convolve: the window takes 9 places along axis 2, but f32[2,3,5,5] has 7 there, added ones among them at HERE; add padding, or take a smaller kernel",
                        () -> Convolutions.convolve(
                                IMAGES, KERNEL, TWO.padding(1).dilation(4))),
                shape(
                        "transposed: the kernel f32[4,3,3,3] takes 4 channels, but there are 3 in f32[2,3,5,5] at HERE; a transposed kernel is [in, out / groups, ...]",
                        () -> Convolutions.transposed(IMAGES, KERNEL, TWO, 1)),
                argument(
                        "transposed: more places [2, 0] with strides [2, 2] and dilations [1, 1] at HERE; give a number for each axis, from 0 to below its stride or dilation",
                        () -> Convolutions.transposed(IMAGES, Tensor.ones(3, 4, 3, 3), TWO.stride(2), 1, 2, 0)),
                argument("Window: the stride is 0 at HERE; it is at least 1", () -> TWO.stride(0)),
                argument(
                        "Window: the padding [1, 2, 3] for 2 axes at HERE; give one number, or one for each axis",
                        () -> TWO.padding(1, 2, 3)),
                shape(
                        "max: the window takes 6 places along axis 2, but f32[2,3,5,5] has 5 there, added ones among them at HERE; add padding, or take a smaller window",
                        () -> Pooling.max(IMAGES, new int[] {6, 2}, TWO)),
                argument(
                        "mean: sizes [2, 0] of a window over 2 axes at HERE; give one number for all axes or one for each, at least 1",
                        () -> Pooling.mean(IMAGES, new int[] {2, 0}, TWO, true)),
                shape(
                        "sum: a window over 2 axes does not fit i32[] at HERE; take one over fewer axes",
                        () -> Pooling.sum(Tensor.scalar(DType.INT32, 1), new int[] {2}, TWO)));
    }

    @ParameterizedTest
    @MethodSource("misuses")
    void saysWhatDoesNotFit(Misuse misuse) {
        misuse.check();
    }
}
