package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Trained;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;

/// Nets trained side by side, in one compiled program.
///
/// @param last the parameters at the end, with the members along axis 0
/// @param loss the loss before the first step and after each stretch of steps, `[members, stretches + 1]`
/// @param stretch how many steps lie between two losses
/// @param <P> the parameters' tree
record Trainings<P>(P last, Tensor loss, int stretch) {
    /// Half the squared error from which on all answers are on the right side of 1/2: a wrong one alone costs 1/8.
    static final double LEARNED = 0.125;

    /// Trains each member.
    ///
    /// @param start the parameters, with the members along axis 0
    /// @param loss of one member
    /// @param gradient what is taken for its gradient
    static <P> Trainings<P> of(
            P start, Fn1<P, Tensor> loss, Fn1<P, P> gradient, Optimiser optimiser, int stretches, int stretch) {
        Fn1<Trained<P>, Trained<P>> step = t -> optimiser.step(t, gradient.apply(t.parameters()));
        var all = jit(vmap((P member) -> scanSteps(
                        (Trained<P> t) -> new Step<>(scan(step, t, stretch), loss.apply(t.parameters())),
                        new Trained<>(member, optimiser.init(member)),
                        stretches)))
                .apply(start);
        P last = all.carry().parameters();
        Tensor end = vmap(loss).apply(last);
        return new Trainings<>(last, Layout.concat(List.of(all.out(), end.unsqueeze(1)), 1), stretch);
    }

    int size() {
        return loss.dim(0);
    }

    /// The losses at the end, `[members]`.
    Tensor end() {
        return loss.get(":, -1");
    }

    /// How many members answer all samples right.
    int learned() {
        return (int) IntStream.range(0, size())
                .filter(i -> end().get(i).item() < LEARNED)
                .count();
    }

    /// The steps after which the losses were recorded.
    double[] steps() {
        return IntStream.range(0, loss.dim(1))
                .mapToDouble(i -> (double) i * stretch)
                .toArray();
    }

    /// The losses of each member.
    double[][] curves() {
        return IntStream.range(0, size()).mapToObj(i -> loss.get(i).toDoubles()).toArray(double[][]::new);
    }
}
