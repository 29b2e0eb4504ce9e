package dev.costate.studies.backpropbyhand;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import java.util.Arrays;

/// What the chapters share.
///
/// @param config what was set
/// @param run where facts and figures go
/// @param data the input and the output that is wanted
/// @param weights where the gradient is asked for
record Story(BackpropByHand.Config config, StudyRun run, Data data, Weights weights) {
    static Story of(BackpropByHand.Config config, StudyRun run) {
        return new Story(
                config, run, new Data(config.x(), config.target()), Weights.of(config.w1(), config.w2(), config.b()));
    }

    /// Whether sample and weights are the document's, of which more can be said than of others.
    boolean isDocument() {
        return data.equals(Data.DOCUMENT) && Arrays.equals(weights.toDoubles(), Weights.DOCUMENT.toDoubles());
    }

    /// The cost at some weights.
    double cost(Weights w) {
        return Net.cost(w, data).item();
    }

    /// The gradient by autodiff.
    Weights gradient(Weights w) {
        return grad((Weights v) -> Net.cost(v, data)).apply(w);
    }

    /// The weights with the number `k` of them changed by `step`.
    Weights moved(int k, double step) {
        var moved = weights.toDoubles();
        moved[k] += step;
        return Weights.of(moved[0], moved[1], moved[2]);
    }

    /// The cost at these weights as a function of the number `k` alone.
    Tensor costAlong(int k, Tensor values) {
        double[] costs = values.toDoubles();
        for (int i = 0; i < costs.length; i++) {
            costs[i] = cost(moved(k, costs[i] - weights.toDoubles()[k]));
        }
        return Tensor.of(costs);
    }
}
