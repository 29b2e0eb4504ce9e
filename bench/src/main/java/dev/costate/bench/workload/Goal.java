package dev.costate.bench.workload;

/// What a workload is to reach.
public sealed interface Goal {
    /// So many times as fast as a peer in the same session, threads equal, compile times left out.
    ///
    /// @param factor how many times
    /// @param peer the peer
    record TimesPeer(double factor, Peer peer) implements Goal {}

    /// A duration that must not be passed.
    ///
    /// @param figure in the workload's unit
    record AtMost(double figure) implements Goal {}

    /// Costate is to be `factor` times as fast as `peer`.
    static Goal times(double factor, Peer peer) {
        return new TimesPeer(factor, peer);
    }
}
