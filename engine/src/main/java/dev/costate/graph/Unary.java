package dev.costate.graph;

/// A function of one number, elementwise: `x: T[S] -> f(x)`, `T[S]` (or `bool[S]` for a predicate).
///
/// @param function the function
public record Unary(UnaryFunction function) implements Op {
    @Override
    public String name() {
        return function.code();
    }
}
