package dev.costate.bench.workload;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.valueAndGrad;

import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// A recurrent net through 100 time steps: LSTM with 32 inputs and 128 units (gates in the order i, f, g, o, and two
/// biases, as PyTorch has them), a linear reading of the last state, mean squared error, batches of 64, Adam at rate
/// .001; a `scan` over 4 batches a call.
///
/// The inputs' part of all gates is one product for all time steps, as in every good implementation.
public record Lstm() implements Workload {
    /// The net.
    ///
    /// @param input `[I,4H]`
    /// @param recurrent `[H,4H]`
    /// @param inputBias `[4H]`
    /// @param recurrentBias `[4H]`
    /// @param out `[H,1]`
    /// @param outBias `[1]`
    record Net(Tensor input, Tensor recurrent, Tensor inputBias, Tensor recurrentBias, Tensor out, Tensor outBias) {}

    /// What is handed on in time.
    ///
    /// @param h the output, `[B,H]`
    /// @param c the cell, `[B,H]`
    record State(Tensor h, Tensor c) {}

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public String about() {
        return "LSTM through 100 time steps, batch 64, 32 inputs, 128 units, Adam, f32";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(4, 100, 64, 32, 128);
            case QUICK -> data(2, 5, 4, 3, 6);
        };
    }

    private static Data data(int steps, int times, int batch, int inputs, int hidden) {
        var keys = Key.of(128).split(7).list();
        var bound = 1 / Math.sqrt(hidden);
        return Data.NONE
                .with("rate", 1e-3)
                .with("input", weights(keys.get(0), bound, inputs, 4 * hidden))
                .with("recurrent", weights(keys.get(1), bound, hidden, 4 * hidden))
                .with("inputBias", weights(keys.get(2), bound, 4 * hidden))
                .with("recurrentBias", weights(keys.get(3), bound, 4 * hidden))
                .with("out", weights(keys.get(4), bound, hidden, 1))
                .with("outBias", Tensor.zeros(1))
                .with("x", Random.normal(keys.get(5), steps, times, batch, inputs))
                .with("y", Random.normal(keys.get(6), steps, batch, 1));
    }

    private static Tensor weights(Key key, double bound, int... dims) {
        return Random.uniform(key, DType.FLOAT32, Shape.of(dims), -bound, bound);
    }

    @Override
    public Program program(Data data) {
        var rate = data.number("rate");
        var train = jit((Adam<Net> start, Batches batches) ->
                scan((Adam<Net> state, Batches batch) -> step(state, batch, rate), start, batches));
        var net = new Net(
                data.tensor("input"),
                data.tensor("recurrent"),
                data.tensor("inputBias"),
                data.tensor("recurrentBias"),
                data.tensor("out"),
                data.tensor("outBias"));
        var start = Adam.start(net, DType.FLOAT32);
        var batches = new Batches(data.tensor("x"), data.tensor("y"));
        return () -> {
            Scanned<Adam<Net>, Tensor> trained = train.apply(start, batches);
            return Map.of("loss", trained.out());
        };
    }

    private static Step<Adam<Net>, Tensor> step(Adam<Net> state, Batches batch, double rate) {
        var loss = valueAndGrad((Net net) ->
                        read(net, batch.x()).sub(batch.y()).square().mean())
                .apply(state.weights());
        return new Step<>(state.step(loss.grad(), rate), loss.value());
    }

    /// The reading `[B,1]` after the last of the inputs `[T,B,I]`.
    private static Tensor read(Net net, Tensor x) {
        var nothing = Creation.zeros(DType.FLOAT32, Shape.of(x.dim(1), net.out().dim(0)));
        var inputs = x.matmul(net.input()).add(net.inputBias()).add(net.recurrentBias());
        var last = scan(
                        (State state, Tensor fromInput) -> new Step<>(next(net, state, fromInput), List.of()),
                        new State(nothing, nothing),
                        inputs)
                .carry();
        return last.h().matmul(net.out()).add(net.outBias());
    }

    private static State next(Net net, State state, Tensor fromInput) {
        var hidden = net.recurrent().dim(0);
        var gates = Layout.split(fromInput.add(state.h().matmul(net.recurrent())), 1, hidden, hidden, hidden, hidden);
        var kept = gates.get(1).sigmoid().mul(state.c());
        var cell = kept.add(gates.get(0).sigmoid().mul(gates.get(2).tanh()));
        return new State(gates.get(3).sigmoid().mul(cell.tanh()), cell);
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
        return List.of(Goal.times(1.3, Peer.TORCH), Goal.times(2, Peer.JAX));
    }
}
