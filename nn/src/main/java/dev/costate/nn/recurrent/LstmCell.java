package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.state.StateName;
import dev.costate.random.Key;

/// Long short-term memory: with `i, f, g, o` the four parts of `x weightIh^T + biasIh + h weightHh^T +
/// biasHh`,
///
/// `c' = sigmoid(f) c + sigmoid(i) tanh(g)` and `h' = sigmoid(o) tanh(c')`.
///
/// Source: Hochreiter and Schmidhuber, Long short-term memory, 1997; the forget gate: Gers, Schmidhuber and
/// Cummins, Learning to forget, 2000.
///
/// @param weights of four gates in the order input, forget, candidate, output
public record LstmCell(@StateName("*") CellWeights weights) implements Cell<LstmCell.State> {
    private static final int GATES = 4;

    /// What goes from step to step.
    ///
    /// @param h the output, `[...,hidden]`
    /// @param c the memory, `[...,hidden]`
    public record State(Tensor h, Tensor c) {}

    /// The gates after their sigmoids and the candidate after its tanh, each `[...,hidden]`.
    ///
    /// @param input how much of the candidate goes into the memory
    /// @param forget how much of the memory is kept
    /// @param candidate for the memory
    /// @param output how much of the memory shows
    public record Gates(Tensor input, Tensor forget, Tensor candidate, Tensor output) {}

    /// With biases, drawn as PyTorch does, float32.
    public LstmCell(Key key, int in, int hidden) {
        this(key, DType.FLOAT32, in, hidden, true);
    }

    /// Drawn as PyTorch does.
    public LstmCell(Key key, DType dtype, int in, int hidden, boolean bias) {
        this(CellWeights.draw(key, dtype, GATES, in, hidden, bias));
    }

    @Override
    public Tensor project(Tensor x) {
        return weights.ofInput("LstmCell", x);
    }

    /// The gates of a step.
    ///
    /// @param projected what [#project] makes of the step's input
    /// @param h the output of the state before
    public Gates gates(Tensor projected, Tensor h) {
        var parts = weights.gates(projected.add(weights.ofState("LstmCell", projected, h)));
        return new Gates(
                parts.get(0).sigmoid(),
                parts.get(1).sigmoid(),
                parts.get(2).tanh(),
                parts.get(3).sigmoid());
    }

    @Override
    public State step(Tensor projected, State before) {
        var gates = gates(projected, before.h);
        weights.checkState("LstmCell", "the memory", projected, before.c);
        var c = gates.forget.mul(before.c).add(gates.input.mul(gates.candidate));
        return new State(gates.output.mul(c.tanh()), c);
    }

    @Override
    public Tensor output(State state) {
        return state.h;
    }

    @Override
    public State zeros(DType dtype, Shape lead) {
        return new State(weights.zeros(dtype, lead), weights.zeros(dtype, lead));
    }
}
