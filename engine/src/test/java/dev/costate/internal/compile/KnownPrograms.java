package dev.costate.internal.compile;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Detail;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.graph.Graph;
import dev.costate.ops.Activation;
import dev.costate.ops.Creation;
import java.util.LinkedHashMap;
import java.util.Map;

/// Six programs that this compiler is for, as their users write them; what they are trained on is an argument,
/// so that its elements are not part of the program.
final class KnownPrograms {
    private KnownPrograms() {}

    /// The programs by name.
    static Map<String, Graph> all() {
        Map<String, Graph> all = new LinkedHashMap<>();
        all.put("rectified-net", net(true, 4));
        all.put("linear-net", net(false, 100));
        all.put("linear-rnn", linearRnn());
        all.put("neural-ode", neuralOde());
        all.put("adam-rosenbrock", adamRosenbrock());
        all.put("mlp-adam", mlp());
        return all;
    }

    /// Prints all schedules: what another JVM is started for.
    public static void main(String[] args) {
        all().forEach((name, graph) -> System.out.print(name + "\n" + schedule(graph)));
    }

    /// The schedule of a program.
    static String schedule(Graph graph) {
        return new Compiler().compile(graph).explain(Detail.SCHEDULE);
    }

    private static Tensor zeros(DType dtype, int... dims) {
        return Creation.zeros(dtype, Shape.of(dims));
    }

    record Net(Tensor inHid, Tensor hidOut) {}

    record Task(Net net, Tensor x, Tensor y) {}

    record Curves(Tensor loss, Tensor inHidChange, Tensor hidOutChange) {}

    /// 80 runs of a 2-500-1 net for 5,000 epochs, with the loss and how far both layers moved after each: rich
    /// and lazy runs differ in their start alone.
    private static Graph net(boolean isRectified, int points) {
        Fn1<Task, Curves> train = task -> scan(
                        (Net net, Tensor none) -> {
                            var loss = valueAndGrad((Net n) -> {
                                        Tensor hidden = task.x().matmul(n.inHid());
                                        return (isRectified ? hidden.relu() : hidden)
                                                .matmul(n.hidOut())
                                                .sub(task.y())
                                                .square()
                                                .mean();
                                    })
                                    .apply(net);
                            Net next = Tree.map(net, loss.grad(), (w, dw) -> w.sub(dw.mul(2e-3)));
                            Curves curves = new Curves(
                                    loss.value(),
                                    change(next.inHid(), task.net().inHid()),
                                    change(next.hidOut(), task.net().hidOut()));
                            return new Step<>(next, curves);
                        },
                        task.net(),
                        zeros(DType.FLOAT32, 5000))
                .out();
        Task tasks = new Task(
                new Net(zeros(DType.FLOAT32, 80, 2, 500), zeros(DType.FLOAT32, 80, 500, 1)),
                zeros(DType.FLOAT32, 80, points, 2),
                zeros(DType.FLOAT32, 80, points, 1));
        return Graph.of(vmap(train), tasks);
    }

    private static Tensor change(Tensor w, Tensor start) {
        return w.sub(start).norm().div(start.norm());
    }

    record Weights(Tensor x, Tensor rec) {}

    /// A linear recurrent net that counts ones, its loss and gradient: 20 sequences of 10 bits.
    private static Graph linearRnn() {
        Tensor bits = zeros(DType.FLOAT64, 20, 10);
        Tensor ones = zeros(DType.FLOAT64, 20);
        return Graph.of(
                (Weights w, Tensor x, Tensor t) -> valueAndGrad((Weights v) -> {
                            Tensor last = scan(
                                            (Tensor s, Tensor xk) -> {
                                                Tensor next = xk.mul(v.x()).add(s.mul(v.rec()));
                                                return new Step<>(next, next);
                                            },
                                            zeros(DType.FLOAT64, 20),
                                            x.transpose())
                                    .carry();
                            return t.sub(last).square().mean();
                        })
                        .apply(w),
                new Weights(Tensor.scalar(1.2), Tensor.scalar(1.2)),
                bits,
                ones);
    }

    record Control(Tensor v, Tensor b) {}

    /// A neural ordinary differential equation under time-dependent control: the cost's gradient by the
    /// adjoint, for 64 samples in the plane over 100 steps.
    private static Graph neuralOde() {
        double dt = 0.01;
        double weight = 0.01;
        return Graph.of(
                (Control control, Tensor start, Tensor target) -> grad((Control c) -> {
                            var path = scan(
                                    (Tensor x, Control k) -> {
                                        Tensor slope = x.relu()
                                                .matmul(k.v().transpose())
                                                .add(k.b());
                                        return new Step<>(x.add(slope.mul(dt)), x);
                                    },
                                    start,
                                    c);
                            Tensor end = path.carry().sub(target).square().sum();
                            Tensor running = path.out().sub(target).square().sum();
                            Tensor penalty =
                                    c.v().square().sum().add(c.b().square().sum());
                            return end.add(running.add(penalty).mul(dt * weight))
                                    .mul(0.5);
                        })
                        .apply(control),
                new Control(zeros(DType.FLOAT64, 100, 2, 2), zeros(DType.FLOAT64, 100, 2)),
                zeros(DType.FLOAT64, 64, 2),
                zeros(DType.FLOAT64, 64, 2));
    }

    /// Adam (Kingma and Ba, arXiv 1412.6980).
    record Adam<W>(W weights, W first, W second, Tensor step) {
        static <W> Adam<W> start(W weights, DType dtype) {
            return new Adam<>(weights, Tree.zerosLike(weights), Tree.zerosLike(weights), Tensor.scalar(dtype, 0));
        }

        Adam<W> step(W gradient, double rate) {
            Tensor t = step.add(1);
            W m = Tree.map(first, gradient, (a, g) -> a.mul(0.9).add(g.mul(0.1)));
            W v = Tree.map(
                    second, gradient, (a, g) -> a.mul(0.999).add(g.square().mul(0.001)));
            Tensor mScale = Tensor.scalar(t.dtype(), 0.9).pow(t).rsub(1);
            Tensor vScale = Tensor.scalar(t.dtype(), 0.999).pow(t).rsub(1);
            W update = Tree.map(
                    m, v, (a, b) -> a.div(mScale).div(b.div(vScale).sqrt().add(1e-8)));
            return new Adam<>(Tree.map(weights, update, (w, u) -> w.sub(u.mul(rate))), m, v, t);
        }
    }

    record Point(Tensor x, Tensor y) {}

    /// 100 steps of Adam on `(1 - x)^2 + 2 (y - x^2)^2`.
    private static Graph adamRosenbrock() {
        Fn1<Point, Tensor> height = p -> {
            Tensor valley = p.y().sub(p.x().square());
            return p.x().rsub(1).square().add(valley.square().mul(2));
        };
        return Graph.of(
                (Point start) -> scan(
                                (Adam<Point> state) -> state.step(grad(height).apply(state.weights()), 0.02),
                                Adam.start(start, DType.FLOAT64),
                                100)
                        .weights(),
                new Point(Tensor.scalar(3), Tensor.scalar(3)));
    }

    record Linear(Tensor weight, Tensor bias) {
        static Linear of(int in, int out) {
            return new Linear(zeros(DType.FLOAT32, in, out), zeros(DType.FLOAT32, out));
        }

        Tensor apply(Tensor x) {
            return x.matmul(weight).add(bias);
        }
    }

    record Layers(Linear first, Linear second, Linear third) {
        Tensor apply(Tensor x) {
            return third.apply(second.apply(first.apply(x).relu()).relu());
        }
    }

    /// A step of Adam on a 784-256-128-10 classifier and a batch of 128.
    private static Graph mlp() {
        Layers net = new Layers(Linear.of(784, 256), Linear.of(256, 128), Linear.of(128, 10));
        return Graph.of(
                (Adam<Layers> state, Tensor x, Tensor y) -> {
                    Layers gradient = grad((Layers n) -> Activation.logSoftmax(n.apply(x), -1)
                                    .mul(y)
                                    .sum(-1)
                                    .mean()
                                    .neg())
                            .apply(state.weights());
                    return state.step(gradient, 1e-3);
                },
                Adam.start(net, DType.FLOAT32),
                zeros(DType.FLOAT32, 128, 784),
                zeros(DType.FLOAT32, 128, 10));
    }
}
