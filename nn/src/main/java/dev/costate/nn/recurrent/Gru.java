package dev.costate.nn.recurrent;

import dev.costate.Tensor;
import dev.costate.nn.state.StateName;
import dev.costate.random.Key;
import java.util.List;

/// A stack of [GruCell]s that goes over sequences: see [Recurrent].
///
/// @param forward the cell of each layer
/// @param reverse as many that go from the end to the beginning, or none
/// @param dropout the rate of dropout between layers
public record Gru(
        @StateName("*_l#") List<GruCell> forward,
        @StateName("*_l#_reverse") List<GruCell> reverse,
        double dropout) implements Recurrent<Tensor> {
    public Gru {
        forward = List.copyOf(forward);
        reverse = List.copyOf(reverse);
    }

    /// One layer, drawn as PyTorch does, float32.
    public Gru(Key key, int in, int hidden) {
        this(key, Stacking.of(in, hidden));
    }

    /// Drawn as PyTorch does.
    public Gru(Key key, Stacking stacking) {
        this(
                stacking.forward(key, (k, in) -> cell(k, in, stacking)),
                stacking.reverse(key, (k, in) -> cell(k, in, stacking)),
                stacking.dropout());
    }

    private static GruCell cell(Key key, int in, Stacking stacking) {
        return new GruCell(key, stacking.dtype(), in, stacking.hidden(), stacking.bias());
    }
}
