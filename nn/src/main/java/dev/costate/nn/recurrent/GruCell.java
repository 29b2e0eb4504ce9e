package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.state.StateName;
import dev.costate.random.Key;

/// A gated recurrent unit: with `a` the three parts of `x weightIh^T + biasIh` and `b` those of `h weightHh^T
/// + biasHh`,
///
/// `r = sigmoid(a_r + b_r)`, `z = sigmoid(a_z + b_z)`, `n = tanh(a_n + r b_n)` and `h' = (1 - z) n + z h`.
///
/// A step takes `[...,3 hidden], [...,hidden] -> [...,hidden]`, the first of which [#project] makes of `[...,in]`.
///
/// Source: Cho et al., Learning phrase representations using RNN encoder-decoder, arXiv 1406.1078. There the
/// reset gate stands before the product with the state; after it, as here and in PyTorch, one product gives
/// all gates.
///
/// @param weights of three gates in the order reset, update, candidate
public record GruCell(@StateName("*") CellWeights weights) implements Cell<Tensor> {
    private static final int GATES = 3;

    /// The gates after their sigmoids and the candidate after its tanh, each `[...,hidden]`.
    ///
    /// @param reset `r`: how much of the state the candidate sees
    /// @param update `z`: how much of the state is kept
    /// @param candidate `n`
    public record Gates(Tensor reset, Tensor update, Tensor candidate) {}

    /// With biases, drawn as PyTorch does, float32.
    public GruCell(Key key, int in, int hidden) {
        this(key, DType.FLOAT32, in, hidden, true);
    }

    /// Drawn as PyTorch does.
    public GruCell(Key key, DType dtype, int in, int hidden, boolean bias) {
        this(CellWeights.draw(key, dtype, GATES, in, hidden, bias));
    }

    @Override
    public Tensor project(Tensor x) {
        return weights.ofInput("GruCell", x);
    }

    /// The gates of a step.
    ///
    /// @param projected what [#project] makes of the step's input
    /// @param h the state before
    public Gates gates(Tensor projected, Tensor h) {
        var a = weights.gates(projected);
        var b = weights.gates(weights.ofState("GruCell", projected, h));
        var reset = a.get(0).add(b.get(0)).sigmoid();
        return new Gates(
                reset,
                a.get(1).add(b.get(1)).sigmoid(),
                a.get(2).add(reset.mul(b.get(2))).tanh());
    }

    @Override
    public Tensor step(Tensor projected, Tensor before) {
        var gates = gates(projected, before);
        return gates.candidate.add(gates.update.mul(before.sub(gates.candidate)));
    }

    @Override
    public Tensor output(Tensor state) {
        return state;
    }

    @Override
    public Tensor zeros(DType dtype, Shape lead) {
        return weights.zeros(dtype, lead);
    }
}
