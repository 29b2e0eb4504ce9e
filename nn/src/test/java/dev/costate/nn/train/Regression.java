package dev.costate.nn.train;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.layer.Dropout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.Objects;

/// A small problem to train on: a sine of two numbers, and a net with dropout.
final class Regression {
    private Regression() {}

    record Net(Tensor hidden, Tensor bias, Tensor out) {}

    record Batch(Tensor x, Tensor y) {}

    static Net net(DType dtype, Key key) {
        var keys = key.split();
        return new Net(
                Random.normal(keys.first(), dtype, Shape.of(2, 7)),
                Tensor.zeros(7).to(dtype),
                Random.normal(keys.second(), dtype, Shape.of(7)).div(3));
    }

    static Batch data(DType dtype, int examples) {
        var x = Random.uniform(Key.of(99), dtype, Shape.of(examples, 2), -2, 2);
        return new Batch(x, x.sum(1).sin());
    }

    static Tensor answer(Net net, Tensor x) {
        return x.matmul(net.hidden()).add(net.bias()).tanh().matmul(net.out());
    }

    static Tensor loss(Net net, Batch batch) {
        return answer(net, batch.x()).sub(batch.y()).square().mean();
    }

    static Tensor dropped(Net net, Batch batch, Key key) {
        var hidden = batch.x().matmul(net.hidden()).add(net.bias()).tanh();
        return new Dropout(0.2)
                .apply(key, hidden)
                .matmul(net.out())
                .sub(batch.y())
                .square()
                .mean();
    }

    /// Whether two trees have the same bits.
    static boolean identical(Object a, Object b) {
        var x = Tree.named(a);
        var y = Tree.named(b);
        return x.keySet().equals(y.keySet())
                && x.entrySet().stream()
                        .allMatch(e -> e.getValue().identical(Objects.requireNonNull(y.get(e.getKey()))));
    }
}
