package dev.costate.lab.probe;

import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.ops.Reductions;
import java.util.stream.IntStream;

/// Representational similarity analysis: whether two representations find the same pairs of examples unlike.
///
/// The dissimilarities of all pairs are correlated, by value or by rank. Shapes `[n,p], [n,q] -> []`, an
/// example a row, at least 3 of them. Where all pairs are equally unlike, NaN. Costs `n^2 (p + q)`
/// multiplications, for ranks two sorts of `n (n - 1) / 2` numbers each.
///
/// Source: Kriegeskorte, Mur and Bandettini, "Representational similarity analysis", 2008.
///
/// @param dissimilarity what makes two examples unlike
public record Rsa(Dissimilarity dissimilarity) {
    /// What makes two examples unlike.
    public enum Dissimilarity {
        /// Their Euclidean distance, `|x_i - x_j|`.
        EUCLIDEAN,
        /// One minus Pearson's correlation of their features, from 0 to 2; NaN if the features of one are all
        /// equal.
        CORRELATION
    }

    /// Pearson's correlation of the dissimilarities.
    ///
    /// @throws ShapeException if there are fewer than 3 examples, or not as many in both
    public Tensor pearson(Tensor x, Tensor y) {
        same(x, y);
        return correlation(pairs(x), pairs(y));
    }

    /// Spearman's correlation of the dissimilarities: Pearson's of their ranks, equals sharing theirs.
    ///
    /// @throws ShapeException as [#pearson]
    public Tensor spearman(Tensor x, Tensor y) {
        same(x, y);
        return correlation(Ranks.of(pairs(x)), Ranks.of(pairs(y)));
    }

    /// The dissimilarities of all pairs `i < j`, row after row: `[n,p] -> [n (n - 1) / 2]`.
    ///
    /// @throws ShapeException if `x` is not a matrix
    public Tensor pairs(Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException("Rsa: expected an example a row, given " + x.type());
        }
        int n = x.dim(0);
        int[] first = IntStream.range(0, n)
                .flatMap(i -> IntStream.range(i + 1, n).map(_ -> i))
                .toArray();
        int[] second =
                IntStream.range(0, n).flatMap(i -> IntStream.range(i + 1, n)).toArray();
        return switch (dissimilarity) {
            case EUCLIDEAN -> {
                Tensor apart = x.take(Tensor.of(first), 0).sub(x.take(Tensor.of(second), 0));
                yield apart.norm(1);
            }
            case CORRELATION -> {
                Tensor centred = x.sub(Reductions.mean(x, true, 1));
                Tensor unit = centred.div(Reductions.norm(centred, true, 1));
                // 1 - cos = |u - v|^2 / 2 keeps its digits where the two are close
                Tensor apart = unit.take(Tensor.of(first), 0).sub(unit.take(Tensor.of(second), 0));
                yield apart.square().sum(1).div(2);
            }
        };
    }

    private static Tensor correlation(Tensor a, Tensor b) {
        Tensor u = a.sub(a.mean());
        Tensor v = b.sub(b.mean());
        return u.mul(v).sum().div(u.norm().mul(v.norm()));
    }

    private static void same(Tensor x, Tensor y) {
        if (x.rank() != 2 || y.rank() != 2 || x.dim(0) != y.dim(0) || x.dim(0) < 3) {
            throw new ShapeException(
                    "Rsa: " + x.type() + " and " + y.type(),
                    "expected an example a row, at least 3, and in both as many");
        }
    }
}
