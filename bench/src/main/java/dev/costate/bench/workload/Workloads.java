package dev.costate.bench.workload;

import dev.costate.DType;
import dev.costate.nn.words.Noise;
import java.util.ArrayList;
import java.util.List;

/// All workloads, in the order of the table.
public final class Workloads {
    private static final int[] GEMM_EXTENTS = {64, 256, 512, 1024, 2048};

    private Workloads() {}

    /// All of them.
    public static List<Workload> all() {
        var all = new ArrayList<Workload>();
        all.add(new Sweep("sweep-xor", true, 4, List.of(Goal.times(8, Peer.JAX), Goal.times(400, Peer.TORCH_LOOP))));
        all.add(new Sweep("sweep-100", true, 100, List.of(Goal.times(7, Peer.JAX), Goal.times(50, Peer.TORCH_LOOP))));
        all.add(new Sweep("sweep-linear", false, 100, List.of(Goal.times(20, Peer.JAX))));
        all.add(new ColdStart());
        for (var dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
            for (var n : GEMM_EXTENTS) {
                all.add(new Gemm(dtype, n));
            }
        }
        all.add(new Mlp());
        all.add(new Lstm());
        all.add(new Convolution());
        all.add(new Rosenbrock());
        all.add(new Adjoint());
        all.add(new Tridiagonal());
        all.add(new VmapMlp());
        all.add(new WordVectors("word2vec-own", new Noise.Own(), 512));
        all.add(new WordVectors("word2vec-shared", new Noise.Shared(64), 1024));
        return List.copyOf(all);
    }

    /// Those that `name` means: the one of this name, or all whose names begin with it and a hyphen; `gemm` means
    /// ten.
    ///
    /// @return none if it means none
    public static List<Workload> named(String name) {
        return all().stream()
                .filter(workload ->
                        workload.name().equals(name) || workload.name().startsWith(name + "-"))
                .toList();
    }
}
