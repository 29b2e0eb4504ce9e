package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.List;

/// The dense output of a step.
final class Interpolation {
    private Interpolation() {}

    /// The state where a part of the step has passed.
    ///
    /// @param theta the part, `f64[]`
    /// @param rows what [Method#interpolant] combines, `f[n]` each
    static Tensor at(Method method, Tensor theta, List<Tensor> rows) {
        double[][] lines = method.interpolant();
        Tensor sum = null;
        for (int i = 0; i < lines.length; i++) {
            Tensor row = rows.get(i);
            boolean constant = lines[i].length == 1 && lines[i][0] == 1;
            Tensor term = constant ? row : row.mul(polynomial(lines[i], theta).to(row.dtype()));
            sum = sum == null ? term : sum.add(term);
        }
        return java.util.Objects.requireNonNull(sum);
    }

    /// `sum_j line[j] theta^j` by Horner's rule, in which a common power of `theta` is a factor.
    private static Tensor polynomial(double[] line, Tensor theta) {
        int last = line.length - 1;
        Tensor value = theta.mul(0).add(line[last]);
        for (int j = last - 1; j >= 0; j--) {
            value = value.mul(theta);
            if (line[j] != 0) {
                value = value.add(line[j]);
            }
        }
        return value;
    }
}
