package dev.costate.internal.rules.battery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.ArrayList;
import java.util.List;

/// The derivative of a function along a direction by central differences, with an estimate of its error.
///
/// Central differences with steps `h` and `h/2` err by `c h^2` and `c h^2/4`; what they differ by gives `c`
/// (Richardson), and the combination without it is used.
record Differences(List<double[]> derivative, double error) {
    private static final double STEP = 1e-3;

    /// The derivative of `f` at `x` along `v`.
    static Differences of(Fn1<List<Tensor>, List<Tensor>> f, List<Tensor> x, List<Tensor> v) {
        List<double[]> coarse = central(f, x, v, STEP);
        List<double[]> fine = central(f, x, v, STEP / 2);
        double error = 0;
        for (int r = 0; r < fine.size(); r++) {
            double[] d = fine.get(r);
            for (int i = 0; i < d.length; i++) {
                double correction = (d[i] - coarse.get(r)[i]) / 3;
                error = Math.max(error, Math.abs(correction));
                d[i] += correction;
            }
        }
        return new Differences(fine, error);
    }

    private static List<double[]> central(Fn1<List<Tensor>, List<Tensor>> f, List<Tensor> x, List<Tensor> v, double h) {
        List<Tensor> above = f.apply(Tree.map(x, v, (a, da) -> a.add(da.mul(h))));
        List<Tensor> below = f.apply(Tree.map(x, v, (a, da) -> a.sub(da.mul(h))));
        List<double[]> derivative = new ArrayList<>();
        for (int r = 0; r < above.size(); r++) {
            derivative.add(above.get(r).sub(below.get(r)).div(2 * h).toDoubles());
        }
        return derivative;
    }

    /// Fails unless `tensors` equal the derivative. The correction is an upper bound of the error that is left;
    /// it must be small, or the case is not one that differences can judge.
    void assertEqual(List<Tensor> tensors) {
        double scale = 1;
        for (double[] d : derivative) {
            for (double e : d) {
                scale = Math.max(scale, Math.abs(e));
            }
        }
        assertThat(error).as("error of the differences").isLessThan(1e-4 * scale);
        assertThat(tensors).hasSameSizeAs(derivative);
        for (int r = 0; r < tensors.size(); r++) {
            double[] ours = tensors.get(r).toDoubles();
            assertThat(ours).hasSameSizeAs(derivative.get(r));
            for (int i = 0; i < ours.length; i++) {
                assertThat(Math.abs(ours[i] - derivative.get(r)[i]))
                        .as(
                                "result %s, element %s: %s by the engine, %s by differences",
                                r, i, ours[i], derivative.get(r)[i])
                        .isLessThanOrEqualTo(1e-9 * scale + 0.1 * error);
            }
        }
    }
}
