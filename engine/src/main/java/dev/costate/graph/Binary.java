package dev.costate.graph;

/// A function of two numbers, elementwise, operands of one type: `a: T[S], b: T[S] -> f(a, b): T[S]`.
///
/// @param function the function
public record Binary(BinaryFunction function) implements Op {
    @Override
    public String name() {
        return function.code();
    }
}
