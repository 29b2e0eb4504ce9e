/// Recurrent layers: cells, pure functions from an input and a state to the next state, and stacks of them
/// that go over sequences.
///
/// A sequence is `[time,batch,features]`, or `[time,features]` of one member. Names, shapes and the order of
/// gates are PyTorch's.
@NullMarked
package dev.costate.nn.recurrent;

import org.jspecify.annotations.NullMarked;
