package dev.costate.bench.measure;

import dev.costate.bench.workload.Figure;
import dev.costate.bench.workload.Peer;
import dev.costate.bench.workload.Workload;
import java.util.List;
import java.util.Optional;

/// What was measured of a workload.
///
/// @param workload the workload
/// @param figure the unit of its speed
/// @param costate what became of Costate
/// @param rivals what became of the peers
public record Outcome(Workload workload, Figure figure, Answer costate, List<Rival> rivals) {
    /// A peer beside Costate.
    ///
    /// @param peer the peer
    /// @param answer what became of it
    /// @param agreement how far the results are apart, if both have one
    public record Rival(Peer peer, Answer answer, Optional<Agreement> agreement) {}

    /// Whether Costate did the work and no result disagrees.
    public boolean isSound() {
        return costate instanceof Answer.Measured
                && rivals.stream()
                        .allMatch(
                                rival -> rival.agreement().map(Agreement::holds).orElse(true));
    }
}
