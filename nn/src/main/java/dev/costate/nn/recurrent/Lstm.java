package dev.costate.nn.recurrent;

import dev.costate.nn.state.StateName;
import dev.costate.random.Key;
import java.util.List;

/// A stack of [LstmCell]s that goes over sequences: see [Recurrent].
///
/// @param forward the cell of each layer
/// @param reverse as many that go from the end to the beginning, or none
/// @param dropout the rate of dropout between layers
public record Lstm(
        @StateName("*_l#") List<LstmCell> forward,
        @StateName("*_l#_reverse") List<LstmCell> reverse,
        double dropout) implements Recurrent<LstmCell.State> {
    public Lstm {
        forward = List.copyOf(forward);
        reverse = List.copyOf(reverse);
    }

    /// One layer, drawn as PyTorch does, float32.
    public Lstm(Key key, int in, int hidden) {
        this(key, Stacking.of(in, hidden));
    }

    /// Drawn as PyTorch does.
    public Lstm(Key key, Stacking stacking) {
        this(
                stacking.forward(key, (k, in) -> cell(k, in, stacking)),
                stacking.reverse(key, (k, in) -> cell(k, in, stacking)),
                stacking.dropout());
    }

    private static LstmCell cell(Key key, int in, Stacking stacking) {
        return new LstmCell(key, stacking.dtype(), in, stacking.hidden(), stacking.bias());
    }
}
