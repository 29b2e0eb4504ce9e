package dev.costate.internal.compile;

/// What a step with programs inside keeps from one run to the next.
interface State {
    /// Runs the step on slots of `outer`.
    void run(Frame outer);

    /// Lets go of all that belongs to others.
    void release();
}
