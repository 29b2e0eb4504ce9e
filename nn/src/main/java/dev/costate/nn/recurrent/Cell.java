package dev.costate.nn.recurrent;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;

/// One step of a recurrent layer, in two parts: what the input comes to, which is one product for all steps
/// at once, and what happens to the state, step by step.
///
/// @param <S> the state: a tensor `[...,hidden]` or a record of these
public interface Cell<S> {
    /// What the input comes to in the step: `[...,in] -> [...,n]`, for one step or for all of them.
    Tensor project(Tensor x);

    /// The next state.
    ///
    /// @param projected what [#project] makes of the step's input
    /// @param before the state before
    S step(Tensor projected, S before);

    /// The output of a state, `[...,hidden]`.
    Tensor output(S state);

    /// The state of zeros.
    ///
    /// @param lead the axes before the last, `[batch]` or none
    S zeros(DType dtype, Shape lead);

    /// One step on its own.
    ///
    /// @param x `[...,in]`
    /// @param before the state before
    default S apply(Tensor x, S before) {
        return step(project(x), before);
    }
}
