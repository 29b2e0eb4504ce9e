package dev.costate.internal.compile;

import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.List;

/// The training of a 2-500-1 ReLU net on the exclusive or by gradient descent, with what is recorded of it each
/// epoch: the loss and how much the norm of each layer has grown.
final class RichAndLazy {
    private static final int HIDDEN = 500;
    private static final double RATE = 2e-3;

    private RichAndLazy() {}

    record Net(Tensor inHid, Tensor hidOut) {}

    record Epoch(Tensor loss, Tensor inHid, Tensor hidOut) {}

    /// Nets whose first layers start from small to large.
    static List<Net> nets(int count, DType dtype) {
        List<Net> nets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double scale = 1e-3 * Math.pow(250, i / Math.max(1, count - 1.0));
            nets.add(new Net(
                    Random.normal(Key.of(2L * i), dtype, Shape.of(2, HIDDEN), 0, scale),
                    Random.normal(Key.of(2L * i + 1), dtype, Shape.of(HIDDEN, 1), 0, 1.0 / HIDDEN)));
        }
        return nets;
    }

    /// So many epochs from a start: the last net, and what was recorded.
    static Object train(Net start, int epochs) {
        DType dtype = start.inHid().dtype();
        Tensor x =
                Tensor.of(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}).to(dtype);
        Tensor y = Tensor.of(-1.0, 1, 1, -1).reshape(4, 1).to(dtype);
        var all = scan(
                (Net net, Tensor none) -> {
                    var g = valueAndGrad((Net n) -> loss(n, x, y)).apply(net);
                    Net next = Tree.map(net, g.grad(), (w, dw) -> w.sub(dw.mul(RATE)));
                    return new Step<>(
                            next,
                            new Epoch(
                                    g.value(),
                                    growth(next.inHid(), start.inHid()),
                                    growth(next.hidOut(), start.hidOut())));
                },
                start,
                Creation.zeros(dtype, Shape.of(epochs)));
        return List.of(all.carry(), all.out());
    }

    private static Tensor loss(Net net, Tensor x, Tensor y) {
        return x.matmul(net.inHid()).relu().matmul(net.hidOut()).sub(y).square().mean();
    }

    private static Tensor growth(Tensor w, Tensor start) {
        return w.norm().sub(start.norm()).div(start.norm());
    }
}
