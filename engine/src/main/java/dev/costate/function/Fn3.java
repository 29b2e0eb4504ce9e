package dev.costate.function;

/// A function of three arguments, each a tree of tensors (see [dev.costate.Tree]).
///
/// @param <A> the type of argument 0
/// @param <B> the type of argument 1
/// @param <C> the type of argument 2
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn3<A, B, C, R> {
    /// Calls the function.
    R apply(A a, B b, C c);
}
