package dev.costate.nn.train;

/// What a listener says to the training it listens to.
public enum Verdict {
    /// It may go on.
    GO_ON,
    /// It is to end here, with a checkpoint if such are written.
    STOP
}
