package dev.costate.nn.recurrent;

import dev.costate.Tensor;

/// What a recurrent layer makes of a sequence.
///
/// @param <S> the state of a cell
/// @param outputs the last layer's at each step, `[time,batch,directions hidden]`, forward before reverse;
///     zeros past a member's end
/// @param last the states after each member's own last step (of the reverse direction its first), with a
///     first axis of `layers directions`
public record Unrolled<S>(Tensor outputs, S last) {}
