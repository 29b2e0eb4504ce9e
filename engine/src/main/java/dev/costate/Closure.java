package dev.costate;

import dev.costate.function.Fn2;
import java.util.List;

/// A function whose captured values have become an argument; see [Costate#closure].
///
/// @param <A> the type of the argument
/// @param <R> the type of the result
/// @param function from the argument and such values to the result; it closes over nothing traced
/// @param captured the values that the original closes over, in the order in which it meets them
public record Closure<A, R>(Fn2<A, List<Tensor>, R> function, List<Tensor> captured) {}
