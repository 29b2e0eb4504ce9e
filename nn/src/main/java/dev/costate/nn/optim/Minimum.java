package dev.costate.nn.optim;

import dev.costate.Tensor;

/// Where a minimisation came to.
///
/// @param parameters the parameters
/// @param value of the loss there, `f64[]`
/// @param gradientNorm the Euclidean norm of its gradient there, `f64[]`
/// @param iterations how many steps were made, `i32[]`
/// @param evaluations how often the loss and its gradient were computed, `i32[]`
/// @param end why it ended, `i32[]`: see [#reason]
/// @param <P> the parameters' tree
public record Minimum<P>(
        P parameters, Tensor value, Tensor gradientNorm, Tensor iterations, Tensor evaluations, Tensor end) {
    /// Why it ended, of a single minimisation whose numbers are known; of an ensemble take [End#of] of each number.
    public End reason() {
        return End.of((int) end.item());
    }
}
