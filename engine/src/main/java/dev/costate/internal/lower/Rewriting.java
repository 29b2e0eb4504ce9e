package dev.costate.internal.lower;

/// A replacement of axes and reads in expressions. What is made of them is simplified again on the way up.
@FunctionalInterface
public interface Rewriting {
    /// What stands for an axis.
    default Index axis(Index.Axis axis) {
        return axis;
    }

    /// What stands for a read, whose own indices are rewritten already.
    Expr load(Expr.Load load);
}
