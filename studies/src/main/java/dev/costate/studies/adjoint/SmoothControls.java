package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;

/// Controls that are a smooth function of time, `u(t) = a + c sin(2 pi t / T) + d cos(2 pi t / T)` with normal
/// `a`, `c`, `d`: one function, sampled on any grid.
final class SmoothControls {
    private final Tensor[] v = new Tensor[3];
    private final Tensor[] b = new Tensor[3];

    /// @param deviation the standard deviation of the entries of `a`, `c` and `d`
    SmoothControls(LegacyNumPy random, int dimension, double deviation) {
        for (int i = 0; i < v.length; i++) {
            v[i] = random.normal(0, deviation, dimension, dimension);
            b[i] = random.normal(0, deviation, new int[] {dimension});
        }
    }

    /// The controls at the beginning of each of the problem's steps.
    Controls on(ControlProblem problem) {
        int steps = problem.steps();
        double[] sine = new double[steps];
        double[] cosine = new double[steps];
        for (int k = 0; k < steps; k++) {
            double phase = 2 * Math.PI * k / steps;
            sine[k] = Math.sin(phase);
            cosine[k] = Math.cos(phase);
        }
        return new Controls(
                combine(v, Tensor.of(sine, Shape.of(steps, 1, 1)), Tensor.of(cosine, Shape.of(steps, 1, 1))),
                combine(b, Tensor.of(sine, Shape.of(steps, 1)), Tensor.of(cosine, Shape.of(steps, 1))));
    }

    private static Tensor combine(Tensor[] parts, Tensor sine, Tensor cosine) {
        return parts[0].add(parts[1].mul(sine)).add(parts[2].mul(cosine));
    }
}
