package dev.costate.numerics.ode.explicit;

import dev.costate.Tensor;
import dev.costate.numerics.ode.Field;
import java.util.ArrayList;
import java.util.List;

/// The stages of a step.
///
/// @param slopes those of the result, then the slope at the end if it is not the last of them, then those of dense
///     output alone
/// @param y the state at the end, `f[n]`
/// @param slope the slope at the end, `f[n]`
/// @param evaluations how often the field was evaluated
record Stages(List<Tensor> slopes, Tensor y, Tensor slope, int evaluations) {
    /// The stages of a step of length `h` from `y` at `t`, where the slope is `first`.
    static Stages of(ExplicitTableau tableau, Field f, Tensor t, Tensor h, Tensor y, Tensor first) {
        Tensor step = h.to(y.dtype());
        List<Tensor> slopes = new ArrayList<>();
        slopes.add(first);
        int count = tableau.count();
        for (int i = 1; i < count; i++) {
            slopes.add(stage(tableau, i, f, t, h, step, y, slopes));
        }
        int evaluations = count - 1;
        Tensor end = y.add(step.mul(Sums.weighted(tableau.weights(), slopes)));
        Tensor slope;
        if (tableau.firstSameAsLast()) {
            slope = slopes.getLast();
        } else {
            slope = f.at(t.add(h), end);
            slopes.add(slope);
            evaluations++;
        }
        for (int i = slopes.size(); i < tableau.nodes().length; i++) {
            slopes.add(stage(tableau, i, f, t, h, step, y, slopes));
            evaluations++;
        }
        return new Stages(List.copyOf(slopes), end, slope, evaluations);
    }

    private static Tensor stage(
            ExplicitTableau tableau, int i, Field f, Tensor t, Tensor h, Tensor step, Tensor y, List<Tensor> slopes) {
        double node = tableau.nodes()[i];
        Tensor at = node == 0 ? t : t.add(node == 1 ? h : h.mul(node));
        return f.at(at, y.add(step.mul(Sums.weighted(tableau.stages()[i], slopes))));
    }
}
