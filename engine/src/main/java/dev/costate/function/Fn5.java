package dev.costate.function;

/// A function of five arguments, each a tree of tensors (see [dev.costate.Tree]).
///
/// @param <A> the type of argument 0
/// @param <B> the type of argument 1
/// @param <C> the type of argument 2
/// @param <D> the type of argument 3
/// @param <E> the type of argument 4
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn5<A, B, C, D, E, R> {
    /// Calls the function.
    R apply(A a, B b, C c, D d, E e);
}
