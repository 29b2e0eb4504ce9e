package dev.costate.studies.linearrnn;

import dev.costate.Tree;

/// Resilient propagation: every weight moves against the sign of its slope by a step of its own, which grows
/// while the sign stays and shrinks when it changes.
///
/// ```
/// step = sign(g) == sign(g before) ? grow step : shrink step        w = w - sign(g) step
/// ```
/// The size of the slope plays no part, so neither the plain nor the cliff can mislead it.
///
/// Source: M. Riedmiller and H. Braun, "A direct adaptive method for faster backpropagation learning: the RPROP
/// algorithm", IEEE International Conference on Neural Networks, 1993. As in the usual short form, a changed
/// sign still moves the weight, and there is no least step.
///
/// @param firstStep the step before the first iteration, whose signs count as changed
/// @param grow the factor while the sign stays
/// @param shrink the factor when it changes
record RProp(double firstStep, double grow, double shrink) {
    /// The paper's greatest step. It also keeps the step finite of a weight whose slope is always 0.
    private static final double GREATEST_STEP = 50;

    /// Where training stands.
    ///
    /// @param <T> the tree of the weights
    /// @param weights the weights
    /// @param steps the last step of each weight
    /// @param signs the last sign of each slope
    record State<T>(T weights, T steps, T signs) {}

    /// The state before the first iteration.
    <T> State<T> begin(T weights) {
        return new State<>(weights, Tree.map(weights, w -> w.mul(0).add(firstStep)), Tree.zerosLike(weights));
    }

    /// The state after one more iteration, given the gradient at the state's weights.
    <T> State<T> next(State<T> state, T gradient) {
        T signs = Tree.map(gradient, g -> g.sign());
        T steps = Tree.map(
                state.steps(),
                signs,
                state.signs(),
                (step, sign, before) ->
                        sign.eq(before).select(step.mul(grow).minimum(GREATEST_STEP), step.mul(shrink)));
        T weights = Tree.map(state.weights(), signs, steps, (w, sign, step) -> w.sub(sign.mul(step)));
        return new State<>(weights, steps, signs);
    }
}
