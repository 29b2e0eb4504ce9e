package dev.costate.function;

/// A function of four arguments, each a tree of tensors (see [dev.costate.Tree]).
///
/// @param <A> the type of argument 0
/// @param <B> the type of argument 1
/// @param <C> the type of argument 2
/// @param <D> the type of argument 3
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn4<A, B, C, D, R> {
    /// Calls the function.
    R apply(A a, B b, C c, D d);
}
