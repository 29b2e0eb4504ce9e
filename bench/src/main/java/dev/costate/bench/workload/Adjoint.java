package dev.costate.bench.workload;

import static dev.costate.Costate.jit;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn4;
import dev.costate.ops.Einsum;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.List;
import java.util.Map;

/// `compute_gradients` of `seeds/1-adjoint-gradients.txt`: the gradients by `V` and `b` of a neural ordinary
/// differential equation, from states and costates.
///
/// `gradV = dt sum_k sum_i Phi_{k,i} tanh(x_{k,i})^T + dt w2 V` and `gradb = dt sum_k sum_i Phi_{k,i} + dt w2 b`, over
/// the
/// first `NT - 1` of the columns; arrays are laid out as in the document, `[N I, NT]` with samples in blocks of `N`.
public record Adjoint() implements Workload {
    /// The gradients.
    ///
    /// @param v `[N,N]`
    /// @param b `[N]`
    record Gradients(Tensor v, Tensor b) {}

    @Override
    public String name() {
        return "adjoint";
    }

    @Override
    public String about() {
        return "compute_gradients of the seed document, N=32, I=200, NT=100, f64";
    }

    @Override
    public Data data(Scale scale) {
        return switch (scale) {
            case FULL -> data(32, 200, 100);
            case QUICK -> data(3, 5, 7);
        };
    }

    private static Data data(int n, int samples, int times) {
        var keys = Key.of(1).split(4).list();
        return Data.NONE
                .with("n", n)
                .with("samples", samples)
                .with("dt", 0.01)
                .with("w2", 0.1)
                .with("phi", uniform(keys.get(0), n * samples, times))
                .with("x", uniform(keys.get(1), n * samples, times))
                .with("v", uniform(keys.get(2), n, n))
                .with("b", uniform(keys.get(3), n));
    }

    /// As `np.random.rand`.
    private static Tensor uniform(Key key, int... dims) {
        return Random.uniform(key, DType.FLOAT64, Shape.of(dims));
    }

    @Override
    public Program program(Data data) {
        var n = data.count("n");
        var samples = data.count("samples");
        var dt = data.number("dt");
        var w2 = data.number("w2");
        Fn4<Tensor, Tensor, Tensor, Tensor, Gradients> compute = (phi, x, v, b) -> {
            var costates = steps(phi, samples, n);
            var states = steps(x, samples, n);
            return new Gradients(
                    Einsum.einsum("ink,imk->nm", costates, states.tanh())
                            .add(v.mul(w2))
                            .mul(dt),
                    costates.sum(0, 2).add(b.mul(w2)).mul(dt));
        };
        var gradients = jit(compute);
        var phi = data.tensor("phi");
        var x = data.tensor("x");
        var v = data.tensor("v");
        var b = data.tensor("b");
        return () -> {
            var g = gradients.apply(phi, x, v, b);
            return Map.of("gradV", g.v(), "gradB", g.b());
        };
    }

    /// `[I,N,NT-1]` of `[N I,NT]`.
    private static Tensor steps(Tensor columns, int samples, int n) {
        var steps = columns.dim(1) - 1;
        return columns.get(":, :-1").reshape(samples, n, steps);
    }

    @Override
    public Figure figure(Data data) {
        return Figure.milliseconds();
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(1e-12, 0, "float64 sums in another order");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.JAX, Peer.TORCH, Peer.NUMPY, Peer.DOCUMENT);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(4, Peer.JAX), Goal.times(50, Peer.DOCUMENT));
    }
}
