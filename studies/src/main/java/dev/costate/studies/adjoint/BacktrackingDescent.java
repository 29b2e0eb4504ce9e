package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.lab.StudyRun;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Gradient descent on all samples whose step finds its own length: four times the last one, then halved until
/// the cost does not rise.
final class BacktrackingDescent {
    /// A step this short cannot lower the cost any more: rounding decides.
    private static final double SHORTEST = 1e-12;
    /// Where the gradient is zero every step is accepted; the length must not grow without end.
    private static final double LONGEST = 1e12;

    private final Jit.Of2<ControlProblem, Controls, ValueAndGrad<Controls>> gradient = jit(HandGradient::of);
    private final Jit.Of2<ControlProblem, Controls, Tensor> cost = jit(ControlCost::of);

    /// Takes `iterations` steps from `start`, fewer if no step lowers the cost.
    Training train(StudyRun run, String name, ControlProblem problem, Controls start, int iterations) {
        DoubleStream.Builder costs = DoubleStream.builder();
        Controls controls = start;
        // Of one program alone, for another rounds otherwise, and the costs could seem to rise.
        double value = cost.apply(problem, start).item();
        double rate = 1;
        int taken = 0;
        for (; taken < iterations; taken++) {
            run.progress(name, taken, iterations);
            Controls slope = gradient.apply(problem, controls).grad();
            costs.add(value);
            rate = Math.min(4 * rate, LONGEST);
            Controls next = controls.descend(slope, rate);
            double reached = cost.apply(problem, next).item();
            while (!(reached <= value) && rate > SHORTEST) {
                rate /= 2;
                next = controls.descend(slope, rate);
                reached = cost.apply(problem, next).item();
            }
            if (rate <= SHORTEST) {
                break;
            }
            controls = next;
            value = reached;
        }
        if (taken == iterations) {
            costs.add(value);
        }
        double[] all = costs.build().toArray();
        double[] passes = IntStream.range(0, all.length).asDoubleStream().toArray();
        return new Training(name, passes, all, taken, controls);
    }
}
