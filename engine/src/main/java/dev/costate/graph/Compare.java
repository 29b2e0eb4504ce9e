package dev.costate.graph;

/// A comparison, elementwise: `a: T[S], b: T[S] -> bool[S]`. With a NaN all but `NE` are false.
///
/// @param comparison which one
public record Compare(Comparison comparison) implements Op {
    @Override
    public String name() {
        return comparison.code();
    }
}
