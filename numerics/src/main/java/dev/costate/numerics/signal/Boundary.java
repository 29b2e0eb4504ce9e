package dev.costate.numerics.signal;

import dev.costate.Tensor;
import dev.costate.ops.Layout;

/// How a sampled function goes on beyond its ends, with the names of `scipy.ndimage`.
public sealed interface Boundary {
    /// `d c b a | a b c d | d c b a`: mirrored about the edges.
    record Reflect() implements Boundary {}

    /// `a a a a | a b c d | d d d d`: the last number again and again.
    record Nearest() implements Boundary {}

    /// `d c b | a b c d | c b a`: mirrored about the last numbers.
    record Mirror() implements Boundary {}

    /// `a b c d | a b c d | a b c d`: periodic.
    record Wrap() implements Boundary {}

    /// `k k k k | a b c d | k k k k`.
    ///
    /// @param value `k`
    record Constant(double value) implements Boundary {}

    /// `width` more numbers at both ends: `[..., n] -> [..., n + 2 width]`.
    default Tensor extend(Tensor x, int width) {
        if (this instanceof Constant(double value)) {
            int[] more = new int[x.rank()];
            more[more.length - 1] = width;
            return Layout.pad(x, value, more, more, new int[x.rank()]);
        }
        int n = x.dim(-1);
        int[] places = new int[n + 2 * width];
        for (int i = 0; i < places.length; i++) {
            places[i] = place(i - width, n);
        }
        return x.take(Tensor.of(places), -1);
    }

    /// Which of `n` numbers stands at place `i`, which may be beyond the ends.
    private int place(int i, int n) {
        return switch (this) {
            case Reflect _ -> {
                int at = Math.floorMod(i, 2 * n);
                yield Math.min(at, 2 * n - 1 - at);
            }
            case Nearest _ -> Math.clamp(i, 0, n - 1);
            case Mirror _ -> {
                int at = Math.floorMod(i, Math.max(1, 2 * n - 2));
                yield Math.min(at, 2 * n - 2 - at);
            }
            case Wrap _ -> Math.floorMod(i, n);
            case Constant _ -> throw new AssertionError("a constant stands nowhere");
        };
    }
}
