package dev.costate.graph;

import java.util.List;

/// A function with a reverse derivative of its author's: `x... -> y...`.
///
/// @param function the function
/// @param forward `x... -> y..., residual...`
/// @param backward `residual..., dy... -> dx...`, with a `dy` and `dx` for each floating result and input
/// @param along `x..., dx... -> dy...`, the derivative along a direction if its author gave it: at most one
public record CustomVjp(Graph function, Graph forward, Graph backward, List<Graph> along) implements Op {
    public CustomVjp {
        along = List.copyOf(along);
    }

    /// One whose derivative along a direction is the transpose of `backward`.
    public CustomVjp(Graph function, Graph forward, Graph backward) {
        this(function, forward, backward, List.of());
    }
}
