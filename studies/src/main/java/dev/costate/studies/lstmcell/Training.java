package dev.costate.studies.lstmcell;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.optim.Optimiser;
import dev.costate.nn.optim.Trained;

/// Training of several cells at once on all sequences, in one compiled program.
///
/// @param weights the weights at the end, stacked over the cells
/// @param loss the loss before each step, `[cells, steps]`
record Training(Weights weights, Tensor loss) {
    /// The weights of one cell at the end.
    Weights cell(int k) {
        return Tree.member(weights, k);
    }

    /// `1/2 mean (h - answer)^2` over all steps of all sequences.
    static Tensor loss(Weights w, Tensor bits, Tensor answers) {
        return Cell.run(w, bits).h().sub(answers).square().mean().div(2);
    }

    /// Trains from each of the `starts`, which are stacked.
    static Training of(Weights starts, Tensor bits, Optimiser optimiser, int steps) {
        var answers = BitSequences.answers(bits);
        return jit(vmap((Weights start) -> {
                    var run = scanSteps(
                            (Trained<Weights> before) -> {
                                var at = valueAndGrad((Weights w) -> loss(w, bits, answers))
                                        .apply(before.parameters());
                                return new Step<>(optimiser.step(before, at.grad()), at.value());
                            },
                            new Trained<>(start, optimiser.init(start)),
                            steps);
                    return new Training(run.carry().parameters(), run.out());
                }))
                .apply(starts);
    }
}
