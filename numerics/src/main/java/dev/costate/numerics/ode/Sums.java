package dev.costate.numerics.ode;

import dev.costate.Tensor;
import dev.costate.ops.Creation;
import java.util.List;

/// Sums of stages, those with the weight 0 left out.
public final class Sums {
    private Sums() {}

    /// `sum_i weights[i] terms[i]`, as many as there are weights.
    public static Tensor weighted(double[] weights, List<Tensor> terms) {
        Tensor sum = null;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] != 0) {
                Tensor term = weights[i] == 1 ? terms.get(i) : terms.get(i).mul(weights[i]);
                sum = sum == null ? term : sum.add(term);
            }
        }
        return sum == null ? Creation.zerosLike(terms.getFirst()) : sum;
    }
}
