package dev.costate.studies.momentumnetwork;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;

/// Trainings of many nets by the document's rule, in one compiled program.
///
/// @param last the weights at the end, with the members along axis 0
/// @param loss the loss before the first step and after each stretch of steps, `[members, stretches + 1]`
/// @param stretch how many steps lie between two losses
record Ensemble(Weights last, Tensor loss, int stretch) {
    /// From here up a net has not learned: it answers wrongly, or not at all.
    static final double STUCK = 0.5;

    /// What moves: the weights, and the average of their changes.
    record Moving(Weights weights, Weights velocity) {
        static Moving from(Weights start) {
            return new Moving(start, Tree.zerosLike(start));
        }
    }

    /// Trains each member at a rate and a momentum of its own.
    ///
    /// @param start the weights, with the members along axis 0
    /// @param rate `alpha`, `[members]`
    /// @param momentum `beta`, `[members]`
    /// @param derivative what the backward pass takes for the derivative
    /// @param stretches how often the loss is recorded
    /// @param stretch how many steps are made for each
    static Ensemble train(
            Weights start, Tensor rate, Tensor momentum, Derivative derivative, int stretches, int stretch) {
        var all = jit(vmap((Weights member, Tensor alpha, Tensor beta) -> scanSteps(
                        (Moving m) -> new Step<>(
                                scan((Moving n) -> step(n, alpha, beta, derivative), m, stretch),
                                Network.loss(m.weights())),
                        Moving.from(member),
                        stretches)))
                .apply(start, rate, momentum);
        Weights last = all.carry().weights();
        Tensor end = vmap(Network::loss).apply(last);
        return new Ensemble(last, Layout.concat(List.of(all.out(), end.unsqueeze(1)), 1), stretch);
    }

    /// The same at one rate and momentum for all.
    static Ensemble train(
            Weights start, double rate, double momentum, Derivative derivative, int stretches, int stretch) {
        var ones = Tensor.of(new double[start.weights1().dim(0)]).add(1);
        return train(start, ones.mul(rate), ones.mul(momentum), derivative, stretches, stretch);
    }

    /// `v = beta v + (1 - beta) d; w = w + alpha v`, where `d` is what [Network#backprop] says.
    static Moving step(Moving before, Tensor rate, Tensor momentum, Derivative derivative) {
        Weights change = Network.backprop(before.weights(), derivative);
        Weights velocity =
                Tree.map(before.velocity(), change, (v, d) -> v.mul(momentum).add(d.mul(momentum.rsub(1))));
        return new Moving(Tree.map(before.weights(), velocity, (w, v) -> w.add(v.mul(rate))), velocity);
    }

    int size() {
        return loss.dim(0);
    }

    /// The losses at the end, `[members]`.
    Tensor end() {
        return loss.get(":, -1");
    }

    /// The numbers of the members that have not learned.
    int[] stuck() {
        double[] end = end().toDoubles();
        return IntStream.range(0, end.length).filter(i -> !(end[i] <= STUCK)).toArray();
    }

    /// How many members have at no recorded step been better than stuck.
    int neverLearned() {
        return (int) loss.min(1).le(STUCK).not().to(DType.INT64).sum().itemLong();
    }

    /// The steps after which the losses were recorded.
    double[] steps() {
        return IntStream.range(0, loss.dim(1))
                .mapToDouble(i -> (double) i * stretch)
                .toArray();
    }
}
