package dev.costate.nn.optim;

import dev.costate.Tensor;

/// How far to go along a line that leads down.
public interface LineSearch {
    /// A point of the line to go to.
    ///
    /// @param first the step to try first, `f64[]`
    Found search(Line line, Tensor first);

    /// What a search came to.
    ///
    /// @param trial the point
    /// @param evaluations how many it took, `i32[]`
    /// @param good whether it is good enough to go there, `bool[]`
    record Found(Trial trial, Tensor evaluations, Tensor good) {}
}
