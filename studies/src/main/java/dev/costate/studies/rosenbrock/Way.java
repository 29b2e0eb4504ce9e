package dev.costate.studies.rosenbrock;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.nn.optim.Minimisation;
import dev.costate.nn.optim.Minimiser;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Schedule;
import dev.costate.nn.optim.Trained;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The way of an optimiser through the valley: point 0 is the start, point k where it is after k steps.
///
/// @param points `[steps + 1, 2]`, of an ensemble `[members, steps + 1, 2]`
/// @param heights `[steps + 1]`, of an ensemble `[members, steps + 1]`
record Way(Tensor points, Tensor heights) {
    /// Walks with a gradient by autodiff, in one compiled program.
    static Way of(Valley valley, Optimiser optimiser, Tensor start, int steps) {
        return jit((Tensor from) -> walk(valley, optimiser, from, steps)).apply(start);
    }

    /// Walks by a method that searches along lines; a step is one of its iterations, and at its end it stands.
    static Way of(Valley valley, Minimiser minimiser, Tensor start, int steps) {
        return jit((Tensor from) -> scanSteps(
                                (Minimisation<Tensor> before) -> new Step<>(
                                        minimiser.step(valley::height, before),
                                        new Way(before.parameters(), before.value())),
                                minimiser.init(valley::height, from),
                                steps + 1)
                        .out())
                .apply(start);
    }

    /// One way for each rate, in one compiled program.
    ///
    /// @param rates `[members]`
    static Way each(Valley valley, Function<Schedule, Optimiser> optimiser, Tensor rates, Tensor start, int steps) {
        return jit(vmap((Tensor rate) -> walk(valley, optimiser.apply(Schedule.constant(rate)), start, steps)))
                .apply(rates);
    }

    private static Way walk(Valley valley, Optimiser optimiser, Tensor start, int steps) {
        return scanSteps(
                        (Trained<Tensor> before) -> {
                            var here = valueAndGrad(valley::height).apply(before.parameters());
                            return new Step<>(
                                    optimiser.step(before, here.grad()), new Way(before.parameters(), here.value()));
                        },
                        new Trained<>(start, optimiser.init(start)),
                        steps + 1)
                .out();
    }

    /// The point after `step` steps, -1 for the last.
    double[] at(int step) {
        return points.get(step).toDoubles();
    }

    double[] x() {
        return points.get(":, 0").toDoubles();
    }

    double[] y() {
        return points.get(":, 1").toDoubles();
    }

    /// The height at the end.
    double end() {
        return heights.get(-1).item();
    }

    /// How far each step went, `[steps]`.
    double[] lengths() {
        return points.get("1:").sub(points.get(":-1")).norm(1).toDoubles();
    }

    /// The first step after which the height is at most `height`; -1 if none.
    int stepsUntil(double height) {
        double[] h = heights.toDoubles();
        return IntStream.range(0, h.length)
                .filter(k -> h[k] <= height)
                .findFirst()
                .orElse(-1);
    }
}
