package dev.costate.nn.optim;

import dev.costate.Tensor;
import dev.costate.Tree;

/// A point of a line.
///
/// @param step how far along the line, `f64[]`
/// @param value of the loss there, `f64[]`
/// @param slope its derivative along the line, `f64[]`
/// @param gradient its gradient, a vector
public record Trial(Tensor step, Tensor value, Tensor slope, Tensor gradient) {
    /// This where the condition holds, else `other`.
    Trial when(Tensor condition, Trial other) {
        return Tree.map(this, other, condition::select);
    }
}
