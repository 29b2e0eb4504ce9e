package dev.costate.random;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.graph.BinaryFunction;
import dev.costate.internal.trace.Problem;
import dev.costate.ops.Elementwise;

/// Integers of a range: random words, twice as many bits as the range can need, reduced by an unsigned
/// remainder.
///
/// With `n` bits a word, `u 2^n + v` is reduced as `(u mod span) (2^n mod span) + v mod span`, in words that
/// wrap. JAX's `randint` does the same, wrapping included, and gives the same numbers.
final class Integers {
    private Integers() {}

    /// Integers from `low` to `high - 1`.
    static Tensor draw(Key key, DType dtype, Shape shape, long low, long high) {
        check("integers", dtype);
        boolean fits = dtype == DType.INT64 || (low >= Integer.MIN_VALUE && high <= 1L << 31);
        if (low >= high || !fits) {
            throw Problem.argument(
                    "integers",
                    "there is no " + dtype + " from " + low + " to below " + high,
                    low >= high ? "give a high above the low" : "draw INT64");
        }
        Words.single("integers", key);
        Key.Pair keys = key.split();
        Tensor upper = Words.bits("integers", keys.first(), dtype, shape);
        Tensor lower = Words.bits("integers", keys.second(), dtype, shape);
        return dtype == DType.INT32
                ? narrow(upper, lower, high - low).add(low).to(DType.INT32)
                : wide(upper, lower, high - low).add(low);
    }

    /// @throws dev.costate.DTypeException if `dtype` has no integers
    static void check(String operation, DType dtype) {
        if (!Problem.present(operation, "the dtype", dtype).isInteger()) {
            throw Problem.dtype(operation, "the numbers are integers, not " + dtype, "give INT32 or INT64");
        }
    }

    /// For 32-bit words, in the signed arithmetic of 64 bits; the products and sums wrap in the low 32.
    private static Tensor narrow(Tensor upper, Tensor lower, long span) {
        long half = (1L << 16) % span;
        long factor = (half * half & 0xFFFF_FFFFL) % span;
        Tensor u = rest(Words.unsigned(upper), span);
        Tensor v = rest(Words.unsigned(lower), span);
        Tensor word = u.mul(factor).add(v).to(DType.INT32);
        return rest(Words.unsigned(word), span);
    }

    /// For 64-bit words, which wrap by themselves; the span, too, is unsigned.
    private static Tensor wide(Tensor upper, Tensor lower, long span) {
        long half = Long.remainderUnsigned(1L << 32, span);
        long factor = Long.remainderUnsigned(half * half, span);
        return unsignedRest(unsignedRest(upper, span).mul(factor).add(unsignedRest(lower, span)), span);
    }

    private static Tensor rest(Tensor x, long span) {
        return Elementwise.binary(BinaryFunction.REM, x, span);
    }

    private static Tensor unsignedRest(Tensor x, long span) {
        if (span < 0) { // from 2^63 on it goes into a word at most once
            return notBelow(x, span).select(x.sub(span), x);
        }
        // x = 2 h + b with h below 2^63, so that x mod s = (2 (h mod s) + b) mod s, and what is in brackets is
        // below 2 s.
        Tensor half = rest(Words.shiftRight(x, 1), span);
        Tensor twice = Words.shiftLeft(half, 1).or(x.and(Tensor.scalar(DType.INT64, 1)));
        return notBelow(twice, span).select(twice.sub(span), twice);
    }

    /// Where an unsigned number is not below `bound`: with the first bit turned over the order is the signed
    /// one.
    private static Tensor notBelow(Tensor x, long bound) {
        return x.xor(Tensor.scalar(DType.INT64, Long.MIN_VALUE)).ge(bound ^ Long.MIN_VALUE);
    }
}
