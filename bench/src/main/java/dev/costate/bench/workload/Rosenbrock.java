package dev.costate.bench.workload;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Tensor;
import java.util.List;
import java.util.Map;

/// Adam on `f(x, y) = (1 - x)^2 + 2 (y - x^2)^2` from (3, 3) at rate .02, one step after the other: the latency of a
/// chain of scalars, of which nothing can be done at once.
///
/// After 100 steps it stands at (2.00869767, 4.03611220), as the original in `seeds/3-questions-and-answers.txt`.
public record Rosenbrock() implements Workload {
    /// A point of the plane, whose coordinates are scalars.
    ///
    /// @param x to the right
    /// @param y up
    record Point(Tensor x, Tensor y) {}

    @Override
    public String name() {
        return "rosenbrock";
    }

    @Override
    public String about() {
        return "100,000 steps of Adam on Rosenbrock's function, f64";
    }

    @Override
    public Data data(Scale scale) {
        return data(scale == Scale.FULL ? 100_000 : 100);
    }

    /// The data for another number of steps.
    public Data data(int steps) {
        return Data.NONE
                .with("steps", steps)
                .with("rate", 0.02)
                .with("x", Tensor.scalar(3))
                .with("y", Tensor.scalar(3));
    }

    @Override
    public Program program(Data data) {
        var steps = data.count("steps");
        var rate = data.number("rate");
        var descent = jit((Point start) -> scan(
                (Adam<Point> state) -> state.step(grad(Rosenbrock::height).apply(state.weights()), rate),
                Adam.start(start, DType.FLOAT64),
                steps));
        var start = new Point(data.tensor("x"), data.tensor("y"));
        return () -> {
            var end = descent.apply(start).weights();
            return Map.of("x", end.x(), "y", end.y());
        };
    }

    private static Tensor height(Point p) {
        return p.x().rsub(1).square().add(p.y().sub(p.x().square()).square().mul(2));
    }

    @Override
    public Figure figure(Data data) {
        return Figure.nanoseconds("ns/step", data.count("steps"));
    }

    @Override
    public Tolerance tolerance() {
        return new Tolerance(1e-9, 0, "the same steps in another order of operations");
    }

    @Override
    public List<Peer> peers() {
        return List.of(Peer.JAX);
    }

    @Override
    public List<Goal> goals() {
        return List.of(Goal.times(1, Peer.JAX));
    }
}
