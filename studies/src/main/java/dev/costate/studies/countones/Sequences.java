package dev.costate.studies.countones;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// Sequences of bits and how many ones each has.
///
/// Each sequence has a share of ones of its own, uniform from 0 to 1. With one half for all, as in a row of
/// coins, the length alone would nearly tell the count.
///
/// @param bits `[length,count,1]`
/// @param ones `[count]`
record Sequences(Tensor bits, Tensor ones) {
    static Sequences draw(Key key, DType dtype, int length, int count) {
        var keys = key.split();
        var share = Random.uniform(keys.first(), dtype, Shape.of(count));
        var draws = Random.uniform(keys.second(), dtype, Shape.of(length, count));
        var bits = draws.lt(share).to(dtype);
        return new Sequences(bits.unsqueeze(-1), bits.sum(0));
    }

    /// How many ones there were up to each step, `[length,count]`.
    Tensor running() {
        return bits.squeeze(-1).cumSum(0);
    }

    int length() {
        return bits.dim(0);
    }

    /// The root mean square error of an answer that knows the length but sees no bit, half of the length. The
    /// count is uniform from 0 to `n`: `sqrt(n (n + 2) / 12)`.
    static double blindError(int length) {
        return Math.sqrt(length * (length + 2.0) / 12);
    }
}
