package dev.costate.studies.adjoint;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/// Stochastic gradient descent: each step sees a few samples, and each epoch all of them once, in a new order.
final class MinibatchDescent {
    private final StepRule rule;
    private final int batch;
    private final int recordEvery;
    private final Jit.Of2<ControlProblem, Controls, Tensor> cost = jit(ControlCost::of);

    /// @param rule how a gradient becomes a step
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
        Jit.Of2<ControlProblem, StepRule.Position, StepRule.Position> step = jit((part, at) -> {
            double share = part.samples() / (double) samples;
            Controls gradient = HandGradient.of(part, at.controls()).grad();
            return rule.step(at, gradient.times(1 / share));
        });
        DoubleStream.Builder passes = DoubleStream.builder();
        DoubleStream.Builder costs = DoubleStream.builder();
        StepRule.Position position = StepRule.Position.at(start);
        int taken = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            run.progress(name, epoch, epochs);
            if (epoch % recordEvery == 0) {
                passes.add(epoch);
                costs.add(cost.apply(problem, position.controls()).item());
            }
            int[] order = random.permutation(samples).toInts();
            for (int from = 0; from < samples; from += batch) {
                int[] rows = Arrays.copyOfRange(order, from, Math.min(from + batch, samples));
                position = step.apply(problem.batch(rows), position);
                taken++;
            }
        }
        passes.add(epochs);
        costs.add(cost.apply(problem, position.controls()).item());
        return new Training(
                name, passes.build().toArray(), costs.build().toArray(), taken, position.controls());
    }
}
