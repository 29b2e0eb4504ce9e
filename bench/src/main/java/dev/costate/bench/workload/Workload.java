package dev.costate.bench.workload;

import java.util.List;

/// A piece of work that is measured.
///
/// The data decide the size; the same program serves all sizes.
public interface Workload {
    /// The name on the command line, such as `sweep-xor`.
    String name();

    /// What is computed, in a line.
    String about();

    /// The data, always the same.
    Data data(Scale scale);

    /// A new program that has not been compiled yet.
    Program program(Data data);

    /// The unit of its speed.
    Figure figure(Data data);

    /// How far a peer's results may be away.
    Tolerance tolerance();

    /// Those that do the same work.
    List<Peer> peers();

    /// What it is to reach.
    List<Goal> goals();

    /// How it is timed.
    default Manner manner() {
        return Manner.STEADY;
    }

    /// The name by which the peers' programs know the work.
    default String task() {
        return name();
    }
}
