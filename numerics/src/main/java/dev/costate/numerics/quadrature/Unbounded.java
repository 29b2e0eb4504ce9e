package dev.costate.numerics.quadrature;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.TraceException;
import dev.costate.function.Fn2;
import dev.costate.ops.Elementwise;
import java.util.List;

/// An integral to infinity as one from 0 to 1, by `x = from + (1 - t) / t` or `from - (1 - t) / t`; over all
/// numbers by both, from 0, as QUADPACK's `qagi` does it (Piessens and others, 1983).
///
/// @param from where it begins or ends
/// @param ways 1 for up to infinity, -1 for down, both for both
/// @param sign -1 if it goes backward
record Unbounded(Tensor from, List<Integer> ways, double sign) {
    /// The finite end and the function's own parameters.
    record Parameters<P>(Tensor from, P rest) {}

    /// Whether an end is known to be infinite.
    static boolean isInfinite(Tensor end) {
        try {
            return Double.isInfinite(
                    Elementwise.toFloating(end).to(DType.FLOAT64).item());
        } catch (TraceException _) {
            return false;
        }
    }

    /// The integral from `a` to `b`, of which one at least is known to be infinite.
    ///
    /// @throws ArgumentException if both are the same infinity
    static Unbounded of(Tensor a, Tensor b, DType dtype) {
        if (isInfinite(a) && isInfinite(b)) {
            double up = b.item();
            if (a.item() == up) {
                throw new ArgumentException("integrate: from " + a.item() + " to " + up, "the ends differ");
            }
            return new Unbounded(Tensor.scalar(dtype, 0), List.of(1, -1), Math.signum(up));
        }
        boolean outward = isInfinite(b);
        int way = (outward ? b : a).item() > 0 ? 1 : -1;
        return new Unbounded((outward ? a : b).to(dtype), List.of(way), outward ? way : -way);
    }

    /// Where the integral over `t` ends: 1, which moves with the finite end.
    Tensor end() {
        Tensor moved = from.sub(from.stopGradient());
        return ways.size() == 1 ? moved.mul(ways.getFirst()).add(1).reciprocal() : Tensor.scalar(from.dtype(), 1);
    }

    /// What is integrated from 0 to [#end], the end of the range held where it is.
    <P> Fn2<Tensor, Parameters<P>, Tensor> over(Fn2<Tensor, P, Tensor> f) {
        return (t, p) -> {
            Tensor start = p.from().stopGradient();
            Tensor distance = t.rsub(1).div(t);
            Tensor sum = null;
            for (int way : ways) {
                Tensor y = f.apply(start.add(distance.mul(way)), p.rest());
                sum = sum == null ? y : sum.add(y);
            }
            return java.util.Objects.requireNonNull(sum).mul(sign).div(t.square());
        };
    }
}
