package dev.costate.nn.loss;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.TraceException;
import java.util.OptionalInt;

/// What labels of classes have to be.
final class Labels {
    private Labels() {}

    /// Fails unless there is an integer for each example, and each that is known is that of a class or ignored.
    ///
    /// @param loss what the user called
    /// @param scores `[..., C]`
    static void check(String loss, Tensor scores, Tensor labels, OptionalInt ignored) {
        if (scores.rank() == 0) {
            throw new IllegalArgumentException(loss + ": the scores are " + scores.type() + "; expected [...,classes]");
        }
        var examples = scores.shape().slice(0, scores.rank() - 1);
        if (!labels.dtype().isInteger() || !labels.shape().equals(examples)) {
            var cure = labels.shape().equals(scores.shape())
                    ? "; for a probability of each class take softCrossEntropy, for a 1 among zeros argmax(-1) of them"
                    : "";
            throw new IllegalArgumentException(loss + ": labels " + labels.type() + " for " + scores.type()
                    + "; expected integers " + examples + ", one for each example" + cure);
        }
        checkRange(loss, scores.dim(scores.rank() - 1), labels, ignored);
    }

    private static void checkRange(String loss, int classes, Tensor labels, OptionalInt ignored) {
        long[] known;
        try {
            known = labels.to(DType.INT64).toLongs();
        } catch (TraceException _) {
            return;
        }
        for (var i = 0; i < known.length; i++) {
            var isIgnored = ignored.isPresent() && known[i] == ignored.getAsInt();
            if (!isIgnored && (known[i] < 0 || known[i] >= classes)) {
                throw new IllegalArgumentException(
                        loss + ": label " + known[i] + " (element " + i + " of " + labels.type()
                                + ") is that of no class; expected 0 to " + (classes - 1)
                                + (known[i] < 0 ? ", and CrossEntropy.ignoring leaves out others" : ""));
            }
        }
    }
}
