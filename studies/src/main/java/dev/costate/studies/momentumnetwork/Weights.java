package dev.costate.studies.momentumnetwork;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.LegacyNumPy;
import java.util.List;
import java.util.stream.IntStream;

/// The weights of the document's net, or something for each of them, such as a gradient.
///
/// @param weights1 from the inputs to the hidden units, `[3, 4]`
/// @param weights2 from the hidden units to the output, `[4, 1]`
record Weights(Tensor weights1, Tensor weights2) {
    private static final int HIDDEN = 4;

    /// Draws what the document draws: uniform from 0 to 1.
    static Weights draw(LegacyNumPy random) {
        return new Weights(random.rand(Xor.X.dim(1), HIDDEN), random.rand(HIDDEN, 1));
    }

    /// One draw for each of `count` seeds from `first` on, along axis 0.
    static Weights draws(long first, int count) {
        List<Weights> all = IntStream.range(0, count)
                .mapToObj(i -> draw(new LegacyNumPy(first + i)))
                .toList();
        return Tree.stack(all);
    }

    /// The members whose numbers are given.
    Weights members(int[] which) {
        Tensor rows = Tensor.of(which);
        return Tree.map(this, w -> w.take(rows, 0));
    }
}
