package dev.costate.studies.tutorialnetwork;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.LegacyNumPy;
import java.util.stream.IntStream;

/// The weights of the document's net, or something for each of them, such as a gradient.
///
/// @param inHid from the inputs to the neurons, `[neurons, 2]`
/// @param hidOut from the neurons to the output, `[1, neurons]`
record Net(Tensor inHid, Tensor hidOut) {
    private static final double SIGMA = 0.1;

    /// Draws what the document draws: normal with standard deviation .1.
    static Net draw(LegacyNumPy random, int neurons) {
        return new Net(random.normal(0, SIGMA, neurons, Xnor.X.dim(1)), random.normal(0, SIGMA, 1, neurons));
    }

    /// One draw for each of `count` seeds from `first` on, along axis 0.
    static Net draws(long first, int count, int neurons) {
        return Tree.stack(IntStream.range(0, count)
                .mapToObj(i -> draw(new LegacyNumPy(first + i), neurons))
                .toList());
    }

    int neurons() {
        return hidOut.dim(1);
    }
}
