package dev.costate.nn.train;

import dev.costate.Tensor;
import java.util.SequencedMap;

/// What is recorded of a step, and stacked over a chunk of them.
///
/// @param loss the loss of the step's batch, before the parameters move: `[]`, stacked `[steps]`
/// @param metrics the [Outcome]'s, by name
public record Measured(Tensor loss, SequencedMap<String, Tensor> metrics) {}
