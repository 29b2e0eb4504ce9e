package dev.costate.nn.loss;

import dev.costate.Tensor;
import dev.costate.ops.Activation;
import dev.costate.ops.Indexing;
import java.util.Optional;
import java.util.OptionalInt;

/// Cross-entropy of a softmax with all that there is to choose: with `l_c = -logSoftmax(logits)_c` and the
/// label `y`, `(1 - smoothing) w_y l_y + smoothing / C sum_c w_c l_c`; the mean is the sum by that of the
/// labels' weights.
///
/// ```java
/// import dev.costate.*;
/// import dev.costate.nn.loss.CrossEntropy;
/// import dev.costate.nn.loss.Reduction;
///
/// Tensor logits = Tensor.of(new double[][] {{2, 0}, {0, 1}, {5, 5}});
/// Tensor labels = Tensor.of(0, 1, -1);
/// var loss = new CrossEntropy().smoothing(0.1).ignoring(-1);
/// IO.println(loss.of(Reduction.NONE, logits, labels).get(2));  // -> f64[] 0
/// ```
///
/// Source of the smoothing: Szegedy et al., Rethinking the Inception architecture, arXiv 1512.00567.
///
/// @param weights `w`, `[C]`, all 1 if there are none
/// @param smoothing from 0 to 1
/// @param ignored the label of examples that have no loss and do not count
public record CrossEntropy(Optional<Tensor> weights, double smoothing, OptionalInt ignored) {
    public CrossEntropy {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new IllegalArgumentException(
                    "CrossEntropy: smoothing is " + smoothing + "; expected a number from 0 to 1");
        }
    }

    /// Without weights, smoothing and labels to ignore.
    public CrossEntropy() {
        this(Optional.empty(), 0, OptionalInt.empty());
    }

    /// With a weight for each class, `[C]`.
    public CrossEntropy weights(Tensor classes) {
        return new CrossEntropy(Optional.of(classes), smoothing, ignored);
    }

    /// With labels smoothed by so much.
    public CrossEntropy smoothing(double share) {
        return new CrossEntropy(weights, share, ignored);
    }

    /// Without the examples of this label, which need not be that of a class.
    public CrossEntropy ignoring(int label) {
        return new CrossEntropy(weights, smoothing, OptionalInt.of(label));
    }

    /// The reduced loss.
    ///
    /// @param logits `[..., C]`
    /// @param labels integers `[...]` from 0 to C - 1, or the ignored one
    public Tensor of(Reduction reduction, Tensor logits, Tensor labels) {
        Labels.check("CrossEntropy", logits, labels, ignored);
        var classes = logits.dim(logits.rank() - 1);
        weights.ifPresent(w -> requireWeights(w, classes));
        var counts = ignored.isEmpty() ? labels.eq(labels) : labels.ne(ignored.getAsInt());
        var places = counts.select(labels, 0);
        var logs = Activation.logSoftmax(logits, -1);
        var weighted = weights.map(logs::mul).orElse(logs);
        var own = Indexing.takeAlong(weighted, places.unsqueeze(-1), -1).squeeze(-1);
        var smoothed = smoothing == 0
                ? own
                : own.mul(1 - smoothing).add(weighted.mean(-1).mul(smoothing));
        var losses = counts.select(smoothed.neg(), 0);
        return switch (reduction) {
            case NONE -> losses;
            case SUM -> losses.sum();
            case MEAN -> losses.sum().div(total(counts, places, logits));
        };
    }

    private Tensor total(Tensor counts, Tensor places, Tensor logits) {
        return weights.map(w -> counts.select(w.take(places, 0), 0))
                .orElseGet(() -> counts.to(logits.dtype()))
                .sum();
    }

    private static void requireWeights(Tensor weights, int classes) {
        if (weights.rank() != 1 || weights.dim(0) != classes) {
            throw new IllegalArgumentException("CrossEntropy: the weights are " + weights.shape() + " for " + classes
                    + " classes; expected [" + classes + "], one for each");
        }
    }
}
