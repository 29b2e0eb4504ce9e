package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vjp;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Convolutions;
import dev.costate.ops.Window;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// A convolution of images with kernels of 3 by 3 and a place added at each side, forward, and backward to
/// input and kernel from a given cotangent; 32 channels in and out, 32 images of 32 by 32.
public record Convolution() implements Workload {
    private static final int WINDOW = 3;

    /// What the convolution takes.
    ///
    /// @param x `[N,C,H,W]`
    /// @param kernel `[O,C,3,3]`
    record Operands(Tensor x, Tensor kernel) {}

    @Override
    public String name() {
        return "conv";
    }

    @Override
    public String about() {
        return "3 x 3 convolution forward and backward, 32 to 32 channels, 32 images of 32 x 32, f32";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(32, 32, 32);
            case QUICK -> data(2, 3, 7);
        };
    }

    private static Data data(int images, int channels, int side) {
        var keys = Key.of(WINDOW).split(3).list();
        var shape = Shape.of(images, channels, side, side);
        return Data.NONE
                .with("x", Random.normal(keys.get(0), DType.FLOAT32, shape, 0, 1))
                .with(
                        "kernel",
                        Random.normal(keys.get(1), DType.FLOAT32, Shape.of(channels, channels, WINDOW, WINDOW), 0, 0.1))
                .with("cotangent", Random.normal(keys.get(2), DType.FLOAT32, shape, 0, 1));
    }

    @Override
    public Program program(Data data) {
        var window = Window.over(2).padding(1);
        var both = jit((Operands operands, Tensor cotangent) -> {
            var y = vjp((Operands o) -> Convolutions.convolve(o.x, o.kernel, window), operands);
            var slopes = y.pullback().apply(cotangent);
            return List.of(y.value(), slopes.x, slopes.kernel);
        });
        var operands = new Operands(data.tensor("x"), data.tensor("kernel"));
        var cotangent = data.tensor("cotangent");
        return () -> {
            var results = both.apply(operands, cotangent);
            return Map.of("y", results.get(0), "x", results.get(1), "kernel", results.get(2));
        };
    }

    @Override
    public Figure figure(Data data) {
        var channels = data.tensor("kernel").dim(0);
        return Figure.rate("GFLOP/s", 6e-9 * data.tensor("x").size() * channels * WINDOW * WINDOW);
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(1e-4, 0, "float32 sums of 32,768 products in another order");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.TORCH, Peer.JAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(1, Peer.TORCH));
    }
}
