package dev.costate.internal.members;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.ops.Activation;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;

/// Programs of one member, as a user writes them.
///
/// @param name tells it from the others
/// @param f the program
/// @param members the arguments of a few members
record Trainings<A>(String name, Fn1<A, ?> f, List<A> members) {
    static List<Trainings<?>> all(DType dtype) {
        return List.of(
                rectified(dtype),
                momentum(dtype),
                fromKeys(dtype),
                adam(dtype),
                recurrent(dtype),
                classifier(dtype),
                descent(dtype),
                minibatches(dtype));
    }

    @Override
    public String toString() {
        return name;
    }

    record Net(Tensor inHid, Tensor hidOut) {}

    private static final Shape INPUT = Shape.of(2, 500);

    static Net net(DType dtype, int seed) {
        Key key = Key.of(seed);
        return new Net(
                Random.normal(key, dtype, INPUT, 0, 0.1),
                Random.normal(Key.of(~seed), dtype, Shape.of(500, 1), 0, 0.1));
    }

    private static Tensor corners(DType dtype) {
        return Tensor.of(new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}}).to(dtype);
    }

    private static Tensor exclusiveOr(DType dtype) {
        return Tensor.of(-1.0, 1, 1, -1).reshape(4, 1).to(dtype);
    }

    private static Tensor loss(Net net, Tensor x, Tensor y) {
        return x.matmul(net.inHid()).relu().matmul(net.hidOut()).sub(y).square().mean();
    }

    record Recorded(Tensor loss, Tensor first, Tensor second) {}

    /// The 2-500-1 net on the exclusive or, with what is recorded of it at each step.
    static Trainings<Net> rectified(DType dtype) {
        Tensor x = corners(dtype);
        Tensor y = exclusiveOr(dtype);
        Fn1<Net, ?> f = start -> scan(
                (Net net, Tensor none) -> {
                    var g = valueAndGrad((Net n) -> loss(n, x, y)).apply(net);
                    Net next = Tree.map(net, g.grad(), (w, dw) -> w.sub(dw.mul(2e-3)));
                    Tensor first = next.inHid()
                            .norm()
                            .sub(start.inHid().norm())
                            .div(start.inHid().norm());
                    Tensor second = next.hidOut()
                            .sub(start.hidOut())
                            .norm()
                            .div(start.hidOut().norm());
                    return new Step<>(next, new Recorded(g.value(), first, second));
                },
                start,
                Creation.zeros(dtype, Shape.of(5)));
        return new Trainings<>("rectified", f, List.of(net(dtype, 1), net(dtype, 2), net(dtype, 3)));
    }

    record Rolling(Net net, Net velocity) {}

    static Trainings<Net> momentum(DType dtype) {
        Tensor x = corners(dtype);
        Tensor y = exclusiveOr(dtype);
        Fn1<Net, ?> f = start -> scan(
                (Rolling s) -> {
                    Net g = grad((Net n) -> loss(n, x, y)).apply(s.net());
                    Net velocity =
                            Tree.map(s.velocity(), g, (v, dw) -> v.mul(0.9).add(dw));
                    return new Rolling(Tree.map(s.net(), velocity, (w, v) -> w.sub(v.mul(0.01))), velocity);
                },
                new Rolling(start, Tree.zerosLike(start)),
                4);
        return new Trainings<>("momentum", f, List.of(net(dtype, 4), net(dtype, 5)));
    }

    /// Each member makes its own start.
    static Trainings<Tensor> fromKeys(DType dtype) {
        Tensor x = corners(dtype);
        Tensor y = exclusiveOr(dtype);
        Fn1<Tensor, ?> f = words -> {
            Key key = new Key(words);
            List<Key> keys = key.split(2).list();
            Net start = new Net(
                    Random.normal(keys.get(0), dtype, INPUT, 0, 0.1),
                    Random.normal(keys.get(1), dtype, Shape.of(500, 1), 0, 0.1));
            return scan(
                    (Net net) -> {
                        Net g = grad((Net n) -> loss(n, x, y)).apply(net);
                        return Tree.map(net, g, (w, dw) -> w.sub(dw.mul(2e-3)));
                    },
                    start,
                    3);
        };
        return new Trainings<>(
                "from keys",
                f,
                List.of(Key.of(1).words(), Key.of(2).words(), Key.of(3).words()));
    }

    record Layers(Tensor w1, Tensor b1, Tensor w2, Tensor b2, Tensor w3, Tensor b3) {}

    record Moments(Layers net, Layers m, Layers v, Tensor step) {}

    static Layers layers(DType dtype, int seed) {
        int[] widths = {8, 32, 16, 3};
        Tensor[] all = new Tensor[6];
        for (int i = 0; i < 3; i++) {
            Shape shape = Shape.of(widths[i], widths[i + 1]);
            all[2 * i] = Random.normal(Key.of(10L * seed + i), dtype, shape, 0, 0.4);
            all[2 * i + 1] = Random.normal(Key.of(100L * seed + i), dtype, Shape.of(widths[i + 1]), 0, 0.1);
        }
        return new Layers(all[0], all[1], all[2], all[3], all[4], all[5]);
    }

    private static Tensor logits(Layers net, Tensor x) {
        Tensor h = x.matmul(net.w1()).add(net.b1()).relu();
        return h.matmul(net.w2()).add(net.b2()).tanh().matmul(net.w3()).add(net.b3());
    }

    private static Tensor crossEntropy(Tensor logits, Tensor labels) {
        Tensor log = Activation.logSoftmax(logits, -1);
        return log.mul(Activation.oneHot(labels, 3, log.dtype())).sum(-1).mean().neg();
    }

    private static Tensor data(DType dtype) {
        return Random.normal(Key.of(77), dtype, Shape.of(20, 8), 0, 1);
    }

    private static Tensor labels() {
        return Random.integers(Key.of(78), DType.INT32, Shape.of(20), 0, 3);
    }

    /// A multilayer perceptron under Adam.
    static Trainings<Layers> adam(DType dtype) {
        Tensor x = data(dtype);
        Tensor labels = labels();
        Fn1<Layers, ?> f = start -> scan(
                (Moments s) -> {
                    Layers g = grad((Layers n) -> crossEntropy(logits(n, x), labels))
                            .apply(s.net());
                    Tensor t = s.step().add(1);
                    Layers m = Tree.map(s.m(), g, (a, d) -> a.mul(0.9).add(d.mul(0.1)));
                    Layers v = Tree.map(
                            s.v(), g, (a, d) -> a.mul(0.999).add(d.square().mul(0.001)));
                    Tensor mCorrection = Tensor.scalar(dtype, 0.9).pow(t).rsub(1);
                    Tensor vCorrection = Tensor.scalar(dtype, 0.999).pow(t).rsub(1);
                    Layers update = Tree.map(
                            m,
                            v,
                            (a, b) -> a.div(mCorrection)
                                    .div(b.div(vCorrection).sqrt().add(1e-8)));
                    return new Moments(Tree.map(s.net(), update, (w, u) -> w.sub(u.mul(0.01))), m, v, t);
                },
                new Moments(start, Tree.zerosLike(start), Tree.zerosLike(start), Tensor.scalar(dtype, 0)),
                4);
        return new Trainings<>("adam", f, List.of(layers(dtype, 1), layers(dtype, 2)));
    }

    record Cell(Tensor input, Tensor recurrent, Tensor bias) {}

    record State(Tensor h, Tensor c) {}

    /// The gradient through time of a recurrent cell with gates.
    static Trainings<Cell> recurrent(DType dtype) {
        int hidden = 12;
        Tensor xs = Random.normal(Key.of(9), dtype, Shape.of(6, 5, 4), 0, 1);
        Fn1<Cell, ?> f = valueAndGrad((Cell w) -> {
            Tensor zero = Creation.zeros(dtype, Shape.of(5, hidden));
            var run = scan(
                    (State s, Tensor x) -> {
                        Tensor gates = x.matmul(w.input())
                                .add(s.h().matmul(w.recurrent()))
                                .add(w.bias());
                        List<Tensor> parts = Layout.split(gates, 1, hidden, hidden, hidden, hidden);
                        Tensor c = parts.get(0)
                                .sigmoid()
                                .mul(s.c())
                                .add(parts.get(1).sigmoid().mul(parts.get(2).tanh()));
                        State next = new State(parts.get(3).sigmoid().mul(c.tanh()), c);
                        return new Step<>(next, next.h());
                    },
                    new State(zero, zero),
                    xs);
            return run.out().square().sum();
        });
        List<Cell> members = List.of(cell(dtype, hidden, 1), cell(dtype, hidden, 2), cell(dtype, hidden, 3));
        return new Trainings<>("recurrent", f, members);
    }

    private static Cell cell(DType dtype, int hidden, int seed) {
        return new Cell(
                Random.normal(Key.of(seed), dtype, Shape.of(4, 4 * hidden), 0, 0.4),
                Random.normal(Key.of(seed + 50L), dtype, Shape.of(hidden, 4 * hidden), 0, 0.3),
                Random.normal(Key.of(seed + 90L), dtype, Shape.of(4 * hidden), 0, 0.1));
    }

    /// One step of descent on a softmax's cross entropy, without a loop.
    static Trainings<Layers> classifier(DType dtype) {
        Tensor x = data(dtype);
        Tensor labels = labels();
        Fn1<Layers, ?> f = net -> {
            var g = valueAndGrad((Layers n) -> crossEntropy(logits(n, x), labels))
                    .apply(net);
            return List.of(g.value(), Tree.leaves(Tree.map(net, g.grad(), (w, dw) -> w.sub(dw.mul(0.1)))));
        };
        return new Trainings<>("classifier", f, List.of(layers(dtype, 3), layers(dtype, 4)));
    }

    record Descent(Tensor w, Tensor slope) {}

    /// Descent on a quadratic until its slope is small: every member stops by itself.
    static Trainings<Tensor> descent(DType dtype) {
        Tensor root = Random.normal(Key.of(3), dtype, Shape.of(20, 20), 0, 0.3);
        Fn1<Tensor, ?> f = start -> whileLoop(
                s -> s.slope().square().sum().gt(0.5),
                s -> {
                    Tensor w = s.w().sub(s.slope().mul(0.1));
                    return new Descent(
                            w, w.matmul(root).matmul(root.transpose()).add(w));
                },
                new Descent(start, start));
        List<Tensor> members = List.of(
                Random.normal(Key.of(6), dtype, Shape.of(20), 0, 3),
                Random.normal(Key.of(7), dtype, Shape.of(20), 0, 0.2),
                Random.normal(Key.of(8), dtype, Shape.of(20), 0, 1));
        return new Trainings<>("descent", f, members);
    }

    /// Rows drawn at each step, by a key of each member's own.
    static Trainings<Tensor> minibatches(DType dtype) {
        Tensor x = data(dtype);
        Tensor labels = labels();
        Layers start = layers(dtype, 5);
        Fn1<Tensor, ?> f = words -> scan(
                (Draw s) -> {
                    List<Key> keys = new Key(s.key()).split(2).list();
                    Tensor rows = Random.integers(keys.get(0), DType.INT32, Shape.of(6), 0, 20);
                    Layers g = grad((Layers n) -> crossEntropy(logits(n, x.take(rows, 0)), labels.take(rows, 0)))
                            .apply(s.net());
                    return new Draw(
                            Tree.map(s.net(), g, (w, dw) -> w.sub(dw.mul(0.1))),
                            keys.get(1).words());
                },
                new Draw(start, words),
                4);
        return new Trainings<>(
                "minibatches",
                f,
                List.of(Key.of(1).words(), Key.of(2).words(), Key.of(3).words()));
    }

    record Draw(Layers net, Tensor key) {}
}
