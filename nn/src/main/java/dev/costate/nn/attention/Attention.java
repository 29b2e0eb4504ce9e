package dev.costate.nn.attention;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.Optional;
import java.util.stream.IntStream;
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
        check(query, key, value);
        var rank = query.rank();
        var scale = 1 / Math.sqrt(query.dim(rank - 1));
        var scores = query.mul(scale).matmul(key.swapAxes(2, 3));
        for (var mask : masks) {
            check(mask, scores.shape());
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

    private static void check(Tensor query, Tensor key, Tensor value) {
        var all = "attention: query " + query.shape() + ", key " + key.shape() + ", value " + value.shape();
        if (query.rank() != 4 || key.rank() != 4 || value.rank() != 4) {
            throw new IllegalArgumentException(all + "; expected [batch,heads,places,width] each");
        }
        if (key.dim(3) != query.dim(3)) {
            throw new IllegalArgumentException(all + "; query and key have to be of one width, the last axis");
        }
        if (key.dim(2) != value.dim(2)) {
            throw new IllegalArgumentException(all + "; there has to be a value for each key, axis 2");
        }
        for (var axis = 0; axis < 2; axis++) {
            var extents = IntStream.of(query.dim(axis), key.dim(axis), value.dim(axis))
                    .filter(n -> n != 1)
                    .distinct();
            if (extents.count() > 1) {
                throw new IllegalArgumentException(
                        all + "; they have to be of one " + (axis == 0 ? "batch, axis 0" : "number of heads, axis 1"));
            }
        }
    }

    private static void check(AttentionMask mask, Shape scores) {
        switch (mask) {
            case AttentionMask.Causal _ -> {}
            case AttentionMask.Blocked(Tensor where) ->
                checkMask("Blocked", where, scores, "[batch,heads,queries,keys]");
            case AttentionMask.Added(Tensor added) -> checkMask("Added", added, scores, "[batch,heads,queries,keys]");
            case AttentionMask.PaddedKeys(Tensor where) ->
                checkMask("PaddedKeys", where, scores.remove(2).remove(1), "[batch,keys]");
        }
    }

    private static void checkMask(String mask, Tensor tensor, Shape expected, String axes) {
        var given = tensor.shape();
        var missing = expected.rank() - given.rank();
        var fits = missing >= 0;
        for (var axis = 0; fits && axis < given.rank(); axis++) {
            fits = given.dim(axis) == 1 || given.dim(axis) == expected.dim(missing + axis);
        }
        if (!fits) {
            throw new IllegalArgumentException("AttentionMask." + mask + ": given " + given
                    + "; it has to broadcast to " + expected + ", " + axes);
        }
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
