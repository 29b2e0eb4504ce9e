package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// What a solution took.
///
/// @param accepted how many steps were made, `i32[]`
/// @param rejected how many were tried in vain, `i32[]`
/// @param evaluations how often the field was evaluated, `i32[]`
/// @param lastStep the length of the last step that was made, `f64[]`, negative backwards in time
public record Statistics(Tensor accepted, Tensor rejected, Tensor evaluations, Tensor lastStep) {
    /// What both took, one after the other.
    Statistics add(Statistics other) {
        return new Statistics(
                accepted.add(other.accepted),
                rejected.add(other.rejected),
                evaluations.add(other.evaluations),
                other.lastStep);
    }
}
