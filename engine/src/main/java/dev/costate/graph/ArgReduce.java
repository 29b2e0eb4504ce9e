package dev.costate.graph;

/// Where the largest or smallest element along an axis stands, the first of equals; a NaN counts as both:
/// `x: T[S] -> i32[S without axis]`.
///
/// @param max the largest rather than the smallest
/// @param axis the axis, of extent 1 or more
public record ArgReduce(boolean max, int axis) implements Op {
    @Override
    public String name() {
        return max ? "arg_max" : "arg_min";
    }
}
