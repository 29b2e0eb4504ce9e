package dev.costate.nn.attention;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.Optional;
import java.util.stream.Stream;

/// `softmax(Q K^T / sqrt(d)) V`.
///
/// Source: Vaswani et al., Attention is all you need, arXiv 1706.03762.
public final class Attention {
    /// A score so low that its weight is 0, and finite, so that a row of these has no NaN.
    private static final double LOWEST = -1e30;

    private Attention() {}

    /// What attention gives.
    ///
    /// @param out `[...,queries,width]`
    /// @param weights `[...,queries,keys]`; they sum to 1 over the keys, or are all 0 for a query that sees
    ///     none
    public record Attended(Tensor out, Tensor weights) {}

    /// The values' means, weighted by how their keys fit each query.
    ///
    /// @param query `[batch,heads,queries,d]`
    /// @param key `[batch,heads,keys,d]`
    /// @param value `[batch,heads,keys,width]`
    /// @param masks which keys are seen
    /// @return out `[batch,heads,queries,width]`, weights `[batch,heads,queries,keys]`
    public static Attended scaledDotProduct(Tensor query, Tensor key, Tensor value, AttentionMask... masks) {
        var rank = query.rank();
        if (rank != 4 || key.rank() != rank || value.rank() != rank) {
            throw new IllegalArgumentException("attention: query " + query.shape() + ", key " + key.shape() + ", value "
                    + value.shape() + "; expected [batch,heads,places,width] each");
        }
        var scale = 1 / Math.sqrt(query.dim(rank - 1));
        var scores = query.mul(scale).matmul(key.swapAxes(2, 3));
        for (var mask : masks) {
            if (mask instanceof AttentionMask.Added(Tensor added)) {
                scores = scores.add(added);
            }
        }
        var unseen = Stream.of(masks)
                .flatMap(mask -> unseen(mask, query.dim(2), key.dim(2)).stream())
                .reduce(Tensor::or);
        var weights = weights(scores, unseen);
        return new Attended(weights.matmul(value), weights);
    }

    private static Tensor weights(Tensor scores, Optional<Tensor> unseen) {
        return unseen.map(u -> u.select(0, u.select(LOWEST, scores).softmax(-1)))
                .orElseGet(() -> scores.softmax(-1));
    }

    /// The pairs of query and key that a mask leaves out, if it does.
    private static Optional<Tensor> unseen(AttentionMask mask, int queries, int keys) {
        return switch (mask) {
            case AttentionMask.Causal _ -> Optional.of(future(Shape.of(queries, keys)));
            case AttentionMask.Blocked(Tensor where) -> Optional.of(where);
            case AttentionMask.PaddedKeys(Tensor where) ->
                Optional.of(where.unsqueeze(-2).unsqueeze(-2));
            case AttentionMask.Added _ -> Optional.empty();
        };
    }

    /// Whether a key stands after a query, `[queries,keys]`.
    private static Tensor future(Shape shape) {
        return Creation.iota(shape, 1, DType.INT32).gt(Creation.iota(shape, 0, DType.INT32));
    }
}
