package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.state.StateName;
import dev.costate.random.Key;

/// `h' = f(x weightIh^T + biasIh + h weightHh^T + biasHh)`.
///
/// Source: Elman, Finding structure in time, 1990.
///
/// @param weights of one gate
/// @param activation `f`: [Activation#TANH], [Activation#RELU], or [Activation#IDENTITY] for a linear one
public record RnnCell(@StateName("*") CellWeights weights, Activation activation) implements Cell<Tensor> {
    private static final int GATES = 1;

    /// With tanh and biases, drawn as PyTorch does, float32.
    public RnnCell(Key key, int in, int hidden) {
        this(key, DType.FLOAT32, in, hidden, true, Activation.TANH);
    }

    /// Drawn as PyTorch does.
    public RnnCell(Key key, DType dtype, int in, int hidden, boolean bias, Activation activation) {
        this(CellWeights.draw(key, dtype, GATES, in, hidden, bias), activation);
    }

    @Override
    public Tensor project(Tensor x) {
        return weights.ofInput("RnnCell", x);
    }

    @Override
    public Tensor step(Tensor projected, Tensor before) {
        return activation.apply(projected.add(weights.ofState("RnnCell", projected, before)));
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
