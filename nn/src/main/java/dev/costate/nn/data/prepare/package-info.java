/// From data to what a training loop takes: batches, parts for training and testing, features.
///
/// All are pure functions of tensors and keys. Labels become rows of zeros and a one by
/// [dev.costate.ops.Activation#oneHot].
@NullMarked
package dev.costate.nn.data.prepare;

import org.jspecify.annotations.NullMarked;
