package dev.costate.function;

/// A function of one argument, each a tree of tensors (see [dev.costate.Tree]).
///
/// @param <A> the type of argument 0
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn1<A, R> extends java.util.function.Function<A, R> {
    /// Calls the function.
    @Override
    R apply(A a);
}
