package dev.costate.nn.train;

/// What becomes of the examples that do not fill a batch at the end of an epoch. All batches have one size, so
/// that one program does them all.
public enum Remainder {
    /// They are left out of this epoch; shuffled, others are left out of the next.
    DROP,
    /// The last batch is filled up with the first examples of the epoch, which so appear twice.
    FILL,
    /// There must be none.
    REFUSE
}
