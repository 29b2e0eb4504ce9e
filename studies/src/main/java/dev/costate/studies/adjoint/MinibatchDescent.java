package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Stochastic gradient descent: each step sees a few samples, and each epoch all of them once, in a new order.
/// In the last third the rate falls linearly to nothing, so that the noise of the samples dies away; a batch of
/// all samples has none, and keeps its rate.
final class MinibatchDescent {
    private final StepRule rule;
    private final int batch;
    private final int recordEvery;
    private final Jit.Of2<ControlProblem, Controls, Tensor> cost = jit(ControlCost::of);

    /// Where a training stands.
    private record Position(Controls controls, StepRule.Memory memory) {}

    /// @param rule how gradients become a step
    /// @param batch how many samples a step sees
    /// @param recordEvery after how many epochs the cost of the whole problem is taken
    MinibatchDescent(StepRule rule, int batch, int recordEvery) {
        this.rule = rule;
        this.batch = batch;
        this.recordEvery = recordEvery;
    }

    /// Takes `epochs` passes over the data from `start`.
    Training train(StudyRun run, String name, ControlProblem problem, Controls start, int epochs, LegacyNumPy random) {
        int samples = problem.samples();
        Jit.Of3<ControlProblem, Position, Tensor, Position> step = jit((part, at, rate) -> {
            Controls ofPart = HandGradient.of(part, at.controls).grad();
            Controls estimate = ofPart.times(samples / (double) part.samples());
            StepRule.Move move = rule.next(at.memory, estimate);
            return new Position(Tree.map(at.controls, move.direction(), (u, d) -> u.sub(d.mul(rate))), move.memory());
        });
        DoubleStream.Builder passes = DoubleStream.builder();
        DoubleStream.Builder costs = DoubleStream.builder();
        Position position = new Position(start, StepRule.Memory.none(start));
        int taken = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            run.progress(name, epoch, epochs);
            if (epoch % recordEvery == 0) {
                passes.add(epoch);
                costs.add(cost.apply(problem, position.controls).item());
            }
            double annealing = batch >= samples ? 1 : Math.min(1, 3.0 * (epochs - epoch) / epochs);
            Tensor rate = Tensor.scalar(rule.rate() * annealing);
            int[] order = random.permutation(samples).toInts();
            for (int from = 0; from < samples; from += batch) {
                int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, samples));
                position = step.apply(problem.batch(rows), position, rate);
                taken++;
            }
        }
        passes.add(epochs);
        costs.add(cost.apply(problem, position.controls).item());
        return new Training(name, passes.build().toArray(), costs.build().toArray(), taken, position.controls);
    }
}
