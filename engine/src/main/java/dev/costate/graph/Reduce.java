package dev.costate.graph;

/// Combines all elements along some axes, which the result lacks: `x: T[S] -> T[S without axes]`.
///
/// @param reduction how
/// @param axes the axes, increasing
public record Reduce(Reduction reduction, Axes axes) implements Op {
    @Override
    public String name() {
        return "reduce_" + reduction.code();
    }
}
