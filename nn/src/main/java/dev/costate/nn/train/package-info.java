/// The loop that trains: a pure [dev.costate.nn.train.TrainStep], sources of batches, and a
/// [dev.costate.nn.train.Trainer] that runs compiled chunks of steps, validates, stops, and writes checkpoints
/// from which training goes on bit for bit.
@NullMarked
package dev.costate.nn.train;

import org.jspecify.annotations.NullMarked;
