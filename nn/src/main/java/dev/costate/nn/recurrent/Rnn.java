package dev.costate.nn.recurrent;

import dev.costate.Tensor;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.state.StateName;
import dev.costate.random.Key;
import java.util.List;

/// A stack of [RnnCell]s that goes over sequences: see [Recurrent].
///
/// @param forward the cell of each layer
/// @param reverse as many that go from the end to the beginning, or none
/// @param dropout the rate of dropout between layers
public record Rnn(
        @StateName("*_l#") List<RnnCell> forward,
        @StateName("*_l#_reverse") List<RnnCell> reverse,
        double dropout) implements Recurrent<Tensor> {
    public Rnn {
        forward = List.copyOf(forward);
        reverse = List.copyOf(reverse);
    }

    /// One layer with tanh, drawn as PyTorch does, float32.
    public Rnn(Key key, int in, int hidden) {
        this(key, Stacking.of(in, hidden), Activation.TANH);
    }

    /// Drawn as PyTorch does.
    public Rnn(Key key, Stacking stacking, Activation activation) {
        this(
                stacking.forward(key, (k, in) -> cell(k, in, stacking, activation)),
                stacking.reverse(key, (k, in) -> cell(k, in, stacking, activation)),
                stacking.dropout());
    }

    private static RnnCell cell(Key key, int in, Stacking stacking, Activation activation) {
        return new RnnCell(key, stacking.dtype(), in, stacking.hidden(), stacking.bias(), activation);
    }
}
