package dev.costate.bench.workload;

import static dev.costate.Costate.jit;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// A product of two square matrices, called from the host.
///
/// @param dtype `FLOAT32` or `FLOAT64`
/// @param n the extent
public record Gemm(DType dtype, int n) implements Workload {
    @Override
    public String name() {
        return "gemm-" + dtype.code() + "-" + n;
    }

    @Override
    public String about() {
        return "the product of two " + n + " x " + n + " matrices, " + dtype.code();
    }

    @Override
    public Data data(Scale scale) {
        var extent = scale == Scale.FULL ? n : Math.min(n, 96);
        var keys = Key.of(n).split();
        return Data.NONE
                .with("a", Random.uniform(keys.first(), dtype, Shape.of(extent, extent), -1, 1))
                .with("b", Random.uniform(keys.second(), dtype, Shape.of(extent, extent), -1, 1));
    }

    @Override
    public Program program(Data data) {
        var product = jit((Tensor a, Tensor b) -> a.matmul(b));
        var a = data.tensor("a");
        var b = data.tensor("b");
        return () -> Map.of("product", product.apply(a, b));
    }

    @Override
    public Figure figure(Data data) {
        return Figure.rate("GFLOP/s", 2e-9 * Math.pow(data.tensor("a").dim(0), 3));
    }

    @Override
    public Tolerance tolerance() {
        return dtype == DType.FLOAT32
                ? new Tolerance(1e-5, 0, "float32 sums in another order")
                : new Tolerance(1e-13, 0, "float64 sums in another order");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.TORCH, Peer.NUMPY, Peer.JAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(n >= 512 ? 0.85 : 1, Peer.TORCH));
    }

    @Override
    public String task() {
        return "gemm";
    }
}
