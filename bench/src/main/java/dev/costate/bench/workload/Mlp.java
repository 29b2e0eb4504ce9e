package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// A classifier of the size of the first examples: 784-256-128-10 with ReLU, cross-entropy, batches of 128, Adam at
/// rate .001; a `scan` over 20 batches a call.
public record Mlp() implements Workload {
    /// A layer `x W + b`.
    ///
    /// @param weight `[in,out]`
    /// @param bias `[out]`
    record Linear(Tensor weight, Tensor bias) {
        Tensor apply(Tensor x) {
            return x.matmul(weight).add(bias);
        }

        /// Layer number `i` of the data.
        static Linear of(Data data, int i) {
            return new Linear(data.tensor("weight" + i), data.tensor("bias" + i));
        }
    }

    /// The net.
    ///
    /// @param first 784-256
    /// @param second 256-128
    /// @param third 128-10
    record Net(Linear first, Linear second, Linear third) {
        Tensor apply(Tensor x) {
            return third.apply(second.apply(first.apply(x).relu()).relu());
        }
    }

    @Override
    public String name() {
        return "mlp";
    }

    @Override
    public String about() {
        return "784-256-128-10 classifier, batch 128, Adam, f32";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(20, 128, 784, 256, 128, 10);
            case QUICK -> data(2, 8, 20, 12, 8, 4);
        };
    }

    private static Data data(int steps, int batch, int... widths) {
        var keys = Key.of(784);
        var data = Data.NONE.with("rate", 1e-3);
        for (var i = 1; i < widths.length; i++) {
            var shape = Shape.of(widths[i - 1], widths[i]);
            data = data.with(
                            "weight" + i,
                            Random.normal(keys.foldIn(i), DType.FLOAT32, shape, 0, Math.sqrt(2.0 / widths[i - 1])))
                    .with("bias" + i, Tensor.zeros(widths[i]));
        }
        var classes = widths[widths.length - 1];
        var labels = Random.integers(keys.foldIn(10), DType.INT32, Shape.of(steps, batch), 0, classes);
        return data.with("x", Random.normal(keys.foldIn(11), steps, batch, widths[0]))
                .with("y", Activation.oneHot(labels, classes, DType.FLOAT32));
    }

    @Override
    public Program program(Data data) {
        var rate = data.number("rate");
        var train = jit((Adam<Net> start, Batches batches) ->
                scan((Adam<Net> state, Batches batch) -> step(state, batch, rate), start, batches));
        var net = new Net(Linear.of(data, 1), Linear.of(data, 2), Linear.of(data, 3));
        var start = Adam.start(net, DType.FLOAT32);
        var batches = new Batches(data.tensor("x"), data.tensor("y"));
        return () -> {
            Scanned<Adam<Net>, Tensor> trained = train.apply(start, batches);
            return Map.of("loss", trained.out());
        };
    }

    private static Step<Adam<Net>, Tensor> step(Adam<Net> state, Batches batch, double rate) {
        var loss = valueAndGrad((Net net) -> crossEntropy(net.apply(batch.x()), batch.y()))
                .apply(state.weights());
        return new Step<>(state.step(loss.grad(), rate), loss.value());
    }

    private static Tensor crossEntropy(Tensor logits, Tensor y) {
        return Activation.logSoftmax(logits, -1).mul(y).sum(-1).mean().neg();
    }

    @Override
    public Figure figure(Data data) {
        return Figure.rate("steps/s", data.tensor("x").dim(0));
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(1e-3, 0, "float32 sums in another order; Adam divides by small gradients");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.JAX, Peer.TORCH);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(1.2, Peer.JAX), Goal.times(3, Peer.TORCH));
    }
}
