package dev.costate.graph;

import java.util.List;

/// The tangent of a [CustomVjp]: a linear map known by its transpose, `residual..., dx... -> dy...`.
///
/// Reverse mode runs `backward` as its author wrote it. Forward mode runs `along` if there is one, else it
/// transposes `backward`, which needs it to be linear.
///
/// @param backward `residual..., dy... -> dx...`
/// @param residuals how many of the operands are residuals
/// @param along `residual..., dx... -> dy...`, the map itself if it is known: at most one
public record CustomLinear(Graph backward, int residuals, List<Graph> along) implements Op {
    public CustomLinear {
        along = List.copyOf(along);
    }

    /// A map of which only the transpose is known.
    public CustomLinear(Graph backward, int residuals) {
        this(backward, residuals, List.of());
    }
}
