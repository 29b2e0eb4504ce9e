package dev.costate.internal.functions;

import dev.costate.DType;
import dev.costate.graph.Comparison;
import dev.costate.graph.UnaryFunction;

/// What the elementary functions are made of: the operations that a scalar unit and a vector unit have alike,
/// each with one right result, bit for bit.
///
/// An implementation either computes or emits code; a `V` is then a number or the place that will hold it. There
/// are two kinds of `V`: floating *values* of [#dtype], and *bits*, which are integers of the same width. A value
/// may be used any number of times, and every operation is carried out once, in the order of the calls.
///
/// @param <V> a value or bits
/// @param <M> the outcome of a comparison
public interface Arithmetic<V, M> {
    /// The type of the values, `FLOAT32` or `FLOAT64`.
    DType dtype();

    /// A known value, rounded to [#dtype].
    V constant(double value);

    /// `x + y`, of values.
    V add(V x, V y);

    /// `x - y`, of values.
    V sub(V x, V y);

    /// `x y`, of values.
    V mul(V x, V y);

    /// `x / y`, of values.
    V div(V x, V y);

    /// `x y + z`, rounded once, of values.
    V fma(V x, V y, V z);

    /// `-x`, of a value: its sign changed, a NaN's too.
    V neg(V x);

    /// `|x|`, of a value.
    V abs(V x);

    /// The square root of a value.
    V sqrt(V x);

    /// Whether the comparison of two values holds; with a NaN only `NE` does.
    M compare(Comparison comparison, V x, V y);

    /// `yes` where the condition holds, else `no`; both are computed, and both are values.
    V select(M condition, V yes, V no);

    /// What [StrictMath] gives for x, rounded from double, where the condition holds, else `usual`.
    ///
    /// It is for few values, at the ends of a function's range; vector code need not be fast where it holds.
    ///
    /// @param function one of [Functions#strict]
    V exceptionally(M condition, UnaryFunction function, V x, V usual);

    /// Known bits: the low half of `pattern` for `FLOAT32`.
    V bits(long pattern);

    /// The representation of a value (IEEE 754, section 3.4).
    V asBits(V value);

    /// The value of that representation.
    V asValue(V bits);

    /// `x + y`, of bits, wrapping.
    V addBits(V x, V y);

    /// `x - y`, of bits, wrapping.
    V subBits(V x, V y);

    /// The conjunction of bits.
    V and(V x, V y);

    /// The disjunction of bits.
    V or(V x, V y);

    /// The exclusive disjunction of bits.
    V xor(V x, V y);

    /// `x 2^by`, of bits; `by` is not negative and less than their width.
    V shiftLeft(V x, int by);

    /// `x 2^-by` rounded down, of signed bits; `by` is not negative and less than their width.
    V shiftRight(V x, int by);
}
