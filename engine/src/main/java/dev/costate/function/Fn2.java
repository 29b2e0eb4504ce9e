package dev.costate.function;

/// A function of two arguments, each a tree of tensors (see [dev.costate.Tree]).
///
/// @param <A> the type of argument 0
/// @param <B> the type of argument 1
/// @param <R> the type of the result
@FunctionalInterface
public interface Fn2<A, B, R> extends java.util.function.BiFunction<A, B, R> {
    /// Calls the function.
    @Override
    R apply(A a, B b);
}
