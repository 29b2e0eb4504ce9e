package dev.costate.nn.attention;

import dev.costate.DType;
import dev.costate.Tensor;

/// Which keys a query sees. Several masks hold together.
///
/// Where a tensor says so, *true is what is not seen*, as in PyTorch's `MultiheadAttention`.
public sealed interface AttentionMask {
    /// A query sees the keys up to its own place: number `t` those from 0 to `t`.
    record Causal() implements AttentionMask {}

    /// Pairs of query and key that are left out.
    ///
    /// @param where booleans that broadcast to `[batch,heads,queries,keys]`
    record Blocked(Tensor where) implements AttentionMask {
        public Blocked {
            requireTruth("Blocked", where);
        }
    }

    /// Keys that are left out for every query.
    ///
    /// @param where booleans `[batch,keys]`, or `[keys]` without a batch
    record PaddedKeys(Tensor where) implements AttentionMask {
        public PaddedKeys {
            requireTruth("PaddedKeys", where);
        }
    }

    /// What is added to the scores; minus infinity leaves out.
    ///
    /// @param scores that broadcast to `[batch,heads,queries,keys]`
    record Added(Tensor scores) implements AttentionMask {}

    private static void requireTruth(String mask, Tensor where) {
        if (where.dtype() != DType.BOOL) {
            throw new IllegalArgumentException(
                    "AttentionMask." + mask + ": given " + where.type() + "; expected bool, true for what is left out");
        }
    }
}
