package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Pooling;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Compiled convolutional nets compute what the interpreter does, alone, in ensembles, and with any number of
/// threads.
class ConvolutionsTest {
    private static final Window TWO = Window.over(2);

    /// A net of two convolutions with pooling between and after.
    ///
    /// @param first `[8,2,3,3]`
    /// @param second `[6,4,3,3]`, in two groups
    /// @param out `[6]`
    record Net(Tensor first, Tensor second, Tensor out) {
        static Net draw(DType dtype, int seed) {
            List<Key> keys = Key.of(seed).split(3).list();
            return new Net(
                    Random.normal(keys.get(0), dtype, Shape.of(8, 2, 3, 3), 0, 0.3),
                    Random.normal(keys.get(1), dtype, Shape.of(6, 4, 3, 3), 0, 0.3),
                    Random.normal(keys.get(2), dtype, Shape.of(6), 0, 0.5));
        }

        Tensor apply(Tensor images) {
            Tensor x = Convolutions.convolve(images, first, TWO.padding(1)).tanh();
            x = Pooling.max(x, new int[] {2}, TWO.stride(2));
            x = Convolutions.convolve(x, second, TWO.padding(1, 2).dilation(1, 2), 2);
            x = Pooling.mean(x.tanh(), new int[] {3}, TWO.stride(2).padding(1), false);
            return x.mean(-1, -2).matmul(out);
        }
    }

    private static Tensor images(DType dtype) {
        return Random.normal(Key.of(99), dtype, Shape.of(5, 2, 9, 10), 0, 1);
    }

    private static Fn1<Net, Net> slope(DType dtype) {
        Tensor images = images(dtype);
        return grad((Net net) -> net.apply(images).sub(1).square().mean());
    }

    private static Fn1<Net, Net> training(DType dtype) {
        Fn1<Net, Net> slope = slope(dtype);
        return start -> scan((Net net) -> Tree.map(net, slope.apply(net), (w, dw) -> w.sub(dw.mul(0.1))), start, 3);
    }

    private static List<Net> nets(DType dtype) {
        return IntStream.range(0, 7).mapToObj(seed -> Net.draw(dtype, seed)).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void aNetsGradientIsTheInterpreters(DType dtype) {
        Net net = Net.draw(dtype, 0);
        Closeness.of(slope(dtype), net).check(jit(slope(dtype)).apply(net), "the net's gradient");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void trainingInAnEnsembleIsTrainingAlone(DType dtype) {
        Members.runAsAlone(training(dtype), nets(dtype), 1, 2, 7);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "FLOAT64"})
    void trainingDoesNotSeeThreads(DType dtype) {
        Members.doNotSeeThreads(jit(training(dtype)), Net.draw(dtype, 0));
        Members.doNotSeeThreads(jit(vmap(training(dtype))), Tree.stack(nets(dtype)));
    }

    /// Members in one operand or both, whose sums are as alone however they are batched.
    static Stream<Fn1<Tensor, Tensor>> halves() {
        Tensor x = Random.normal(Key.of(1), DType.FLOAT32, Shape.of(2, 4, 11), 0, 1);
        Tensor w = Random.normal(Key.of(2), DType.FLOAT32, Shape.of(6, 2, 3), 0, 1);
        Tensor back = Random.normal(Key.of(3), DType.FLOAT32, Shape.of(4, 3, 3), 0, 1);
        Window window = Window.over(1).stride(2).padding(2);
        return Stream.of(
                t -> Convolutions.convolve(x.mul(t), w, window, 2),
                t -> Convolutions.convolve(x, w.mul(t), window, 2),
                t -> Convolutions.convolve(x.mul(t), w.mul(t), window, 2),
                t -> grad((Tensor v) -> Convolutions.convolve(x.mul(t), v, window, 2)
                                .square()
                                .sum())
                        .apply(w),
                t -> grad((Tensor v) -> Convolutions.transposed(v, back.mul(t), window, 2, 1)
                                .square()
                                .sum())
                        .apply(x.mul(t)),
                t -> Pooling.max(x.mul(t), new int[] {3}, window));
    }

    @ParameterizedTest
    @MethodSource("halves")
    void membersInEitherOperand(Fn1<Tensor, Tensor> f) {
        List<Tensor> scales = Stream.of(0.5, 1.0, -2.0, 3.0)
                .map(v -> Tensor.scalar(DType.FLOAT32, v))
                .toList();
        Members.runAsAlone(f, scales, 1, 2, 4);
        for (Tensor scale : scales) {
            Closeness.of(f, scale).check(jit(f).apply(scale), "one member");
        }
    }
}
