package dev.costate.nn.recurrent;

import dev.costate.Tensor;
import java.util.List;

/// Layers of cells that go over a sequence, in one direction or in both: each takes the outputs of the one
/// before.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.recurrent.*;
/// import dev.costate.random.*;
///
/// Gru gru = new Gru(Key.of(0), 3, 5);
/// var whole = gru.apply(Tensor.ones(7, 4, 3));
/// IO.println(whole.outputs().shape() + " " + whole.last().shape());  // -> [7,4,5] [1,4,5]
/// var parts = gru.over(Tensor.ones(7, 4, 3)).lengths(Tensor.of(7, 2, 5, 1)).run();
/// IO.println(parts.outputs().get(2, 1).abs().max().item());  // -> 0.0
/// ```
///
/// @param <S> the state of a cell; where a layer's is asked for or given, its tensors have a first axis of
///     `layers directions`, in the order layer 0 forward, layer 0 reverse, layer 1 forward, ...
public interface Recurrent<S> {
    /// The cell of each layer.
    List<? extends Cell<S>> forward();

    /// As many cells that go from the end to the beginning, or none.
    List<? extends Cell<S>> reverse();

    /// The rate of dropout on what goes from layer to layer, in training.
    double dropout();

    /// Over a whole sequence from a state of zeros, as after training.
    ///
    /// @param x `[time,batch,in]` or `[time,in]`
    default Unrolled<S> apply(Tensor x) {
        return over(x).run();
    }

    /// Over a sequence, with what else there is to say: where to start, how long members are, what to drop.
    ///
    /// @param x `[time,batch,in]` or `[time,in]`
    default Unrolling<S> over(Tensor x) {
        return Unrolling.of(this, x);
    }
}
