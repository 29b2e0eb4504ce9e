package dev.costate;

import dev.costate.function.Fn1;

/// The value of a function and its pullback, from cotangents of the result to cotangents of the argument.
///
/// @param <A> the type of the argument
/// @param <R> the type of the result
/// @param value the result
/// @param pullback `ct -> J^T ct`; it may be called any number of times
public record Vjp<A, R>(R value, Fn1<R, A> pullback) {}
