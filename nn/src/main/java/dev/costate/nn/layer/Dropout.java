package dev.costate.nn.layer;

import dev.costate.Tensor;
import dev.costate.random.Key;
import dev.costate.random.Random;

/// Zero with probability `rate`, else `x / (1 - rate)`; what is not trained leaves it out.
///
/// Source: Srivastava et al., Dropout, JMLR 15, 2014.
///
/// @param rate from 0 to less than 1
public record Dropout(double rate) {
    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("Dropout: the rate is " + rate + "; expected 0 <= rate < 1");
        }
    }

    /// `x` with some elements dropped.
    ///
    /// @param key which ones; another one for every call
    public Tensor apply(Key key, Tensor x) {
        if (rate == 0) {
            return x;
        }
        return Random.bernoulli(key, 1 - rate, x.shape()).select(x.div(1 - rate), 0);
    }
}
