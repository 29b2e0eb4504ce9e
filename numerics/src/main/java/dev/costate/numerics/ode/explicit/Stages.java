package dev.costate.numerics.ode.explicit;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Advance;
import dev.costate.numerics.ode.Field;
import dev.costate.numerics.ode.Sums;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// The stages of a step.
///
/// @param slopes those of the result, then the slope at the end if it is not the last of them, then those of
///     dense output alone
/// @param y the state at the end, `f[n]`
/// @param slope the slope at the end, `f[n]`
/// @param evaluations how often the field was evaluated
/// @param step the length of the step, a scalar of the state's dtype
/// @param before the state at the beginning, `f[n]`
record Stages(List<Tensor> slopes, Tensor y, Tensor slope, int evaluations, Tensor step, Tensor before) {
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
        return new Stages(List.copyOf(slopes), end, slope, evaluations, step, y);
    }

    /// `h sum_i weights[i] k_i`.
    Tensor sum(double[] weights) {
        return step.mul(Sums.weighted(weights, slopes));
    }

    /// The step that they make.
    Advance advance(ExplicitTableau tableau, Tensor error) {
        List<Tensor> rows = new ArrayList<>();
        rows.add(before);
        for (double[] weights : tableau.dense().rows()) {
            rows.add(sum(weights));
        }
        Tensor count = Tensor.scalar(DType.INT32, evaluations);
        return new Advance(y, error, Layout.stack(rows, 0), slope, count, Tensor.scalar(DType.INT32, 0));
    }

    private static Tensor stage(
            ExplicitTableau tableau, int i, Field f, Tensor t, Tensor h, Tensor step, Tensor y, List<Tensor> slopes) {
        double node = tableau.nodes()[i];
        Tensor at = node == 0 ? t : t.add(node == 1 ? h : h.mul(node));
        return f.at(at, y.add(step.mul(Sums.weighted(tableau.stages()[i], slopes))));
    }
}
