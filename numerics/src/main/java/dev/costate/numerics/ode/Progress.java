package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// An integration on its way: the carry of a loop.
///
/// @param t the time, `f64[]`
/// @param h the length of the step that is tried next, `f64[]`
/// @param y the state, `f[n]`
/// @param slope `f(t, y)`, `f[n]`
/// @param span the step that led here
/// @param memory the logarithm of the last accepted step's error, `f64[]`
/// @param refused whether the last step that was tried was rejected, `bool[]`
/// @param accepted how many steps were made, `i32[]`
/// @param rejected how many were tried in vain, `i32[]`
/// @param evaluations how often the field was evaluated, `i32[]`
/// @param failure `i32[]`, 0 while there is none
record Progress(
        Tensor t,
        Tensor h,
        Tensor y,
        Tensor slope,
        Span span,
        Tensor memory,
        Tensor refused,
        Tensor accepted,
        Tensor rejected,
        Tensor evaluations,
        Tensor failure) {
    /// What it took so far.
    Statistics statistics() {
        return new Statistics(accepted, rejected, evaluations, span.length());
    }

    /// This one, stopped elsewhere.
    Progress at(Tensor time, Tensor state) {
        return new Progress(time, h, state, slope, span, memory, refused, accepted, rejected, evaluations, failure);
    }
}
