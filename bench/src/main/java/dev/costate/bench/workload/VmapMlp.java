package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;
import static dev.costate.Vmap.SHARED;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn3;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// 64 nets side by side: 32-64-64-1 with tanh, mean squared error, one batch of 32 that all share, Adam at rate .001,
/// 100 steps a call.
public record VmapMlp() implements Workload {
    /// A net.
    ///
    /// @param first 32-64
    /// @param second 64-64
    /// @param third 64-1
    record Net(Mlp.Linear first, Mlp.Linear second, Mlp.Linear third) {
        Tensor apply(Tensor x) {
            return third.apply(second.apply(first.apply(x).tanh()).tanh());
        }
    }

    @Override
    public String name() {
        return "vmap-mlp";
    }

    @Override
    public String about() {
        return "64 nets 32-64-64-1 side by side, batch 32, Adam, f32";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(64, 100, 32, 32, 64, 64, 1);
            case QUICK -> data(5, 4, 6, 3, 7, 5, 1);
        };
    }

    private static Data data(int members, int steps, int batch, int... widths) {
        var keys = Key.of(64);
        var data = Data.NONE.with("rate", 1e-3).with("steps", steps);
        for (var i = 1; i < widths.length; i++) {
            var shape = Shape.of(members, widths[i - 1], widths[i]);
            data = data.with(
                            "weight" + i,
                            Random.normal(keys.foldIn(i), DType.FLOAT32, shape, 0, Math.sqrt(1.0 / widths[i - 1])))
                    .with("bias" + i, Tensor.zeros(members, widths[i]));
        }
        return data.with("x", Random.normal(keys.foldIn(11), batch, widths[0]))
                .with("y", Random.normal(keys.foldIn(12), batch, 1));
    }

    @Override
    public Program program(Data data) {
        var rate = data.number("rate");
        var steps = data.count("steps");
        Fn3<Net, Tensor, Tensor, Scanned<Adam<Net>, Tensor>> train = (net, x, y) ->
                scanSteps((Adam<Net> state) -> step(state, x, y, rate), Adam.start(net, DType.FLOAT32), steps);
        var all = jit(vmap(train).in(0, SHARED, SHARED));
        var nets = new Net(Mlp.Linear.of(data, 1), Mlp.Linear.of(data, 2), Mlp.Linear.of(data, 3));
        var x = data.tensor("x");
        var y = data.tensor("y");
        return () -> Map.of("loss", all.apply(nets, x, y).out());
    }

    private static Step<Adam<Net>, Tensor> step(Adam<Net> state, Tensor x, Tensor y, double rate) {
        var loss =
                valueAndGrad((Net net) -> net.apply(x).sub(y).square().mean()).apply(state.weights());
        return new Step<>(state.step(loss.grad(), rate), loss.value());
    }

    @Override
    public Figure figure(Data data) {
        return Figure.rate("net-steps/s", (double) data.tensor("weight1").dim(0) * data.count("steps"));
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
        return List.of(Goal.times(3, Peer.JAX));
    }
}
