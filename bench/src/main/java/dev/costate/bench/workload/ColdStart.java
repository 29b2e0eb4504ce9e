package dev.costate.bench.workload;

import java.util.List;

/// `sweep-xor` in a new process, from its start to the result: what a user waits for who tries something once.
public record ColdStart() implements Workload {
    private static final Sweep SWEEP = new Sweep("sweep-xor", true, 4, List.of());

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public String about() {
        return "sweep-xor in a new process, from its start to the result";
    }

    @Override
    public Data data(Scale scale) {
        return SWEEP.data(scale);
    }

    @Override
    public Program program(Data data) {
        return SWEEP.program(data);
    }

    @Override
    public Figure figure(Data data) {
        return Figure.seconds();
    }

    @Override
    public Tolerance tolerance() {
        return SWEEP.tolerance();
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.JAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(new Goal.AtMost(1.5));
    }

    @Override
    public Manner manner() {
        return Manner.COLD;
    }

    @Override
    public String task() {
        return SWEEP.task();
    }
}
