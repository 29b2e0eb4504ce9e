package dev.costate.studies.countones;

/// What a net is asked for in training.
enum Teaching {
    /// The count at the end of the sequence.
    AT_THE_END,
    /// The count so far at every step, which is to count all shorter sequences too.
    AT_EVERY_STEP
}
