package dev.costate.nn.data.prepare;

/// What becomes of the examples that fill no whole batch; all batches have one size, as a compiled loop wants
/// them.
public enum Remainder {
    /// They are left out of this epoch.
    DROP,
    /// The last batch is filled up with the first examples of the epoch, which so come twice.
    WRAP,
    /// There must be none.
    NONE
}
