package dev.costate.studies.adjoint;

import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.LegacyNumPy;

/// Controls that are a smooth function of time, `u(t) = a + c sin(2 pi t / T) + d cos(2 pi t / T)`: one function,
/// sampled on any grid or asked for at any moment.
///
/// @param mean `a`: one `V`, `[N, N]`, and one `b`, `[N]`
/// @param sine `c`
/// @param cosine `d`
record SmoothControls(Controls mean, Controls sine, Controls cosine) {
    /// Normal `a`, `c` and `d`.
    ///
    /// @param deviation the standard deviation of their entries
    static SmoothControls draw(LegacyNumPy random, int dimension, double deviation) {
        Controls[] parts = new Controls[3];
        for (int i = 0; i < parts.length; i++) {
            Tensor v = random.normal(0, deviation, dimension, dimension);
            parts[i] = new Controls(v, random.normal(0, deviation, new int[] {dimension}));
        }
        return new SmoothControls(parts[0], parts[1], parts[2]);
    }

    /// The controls at the beginning of each of the problem's steps.
    Controls on(ControlProblem problem) {
        double[] phases = new double[problem.steps()];
        for (int k = 0; k < phases.length; k++) {
            phases[k] = 2 * Math.PI * k / phases.length;
        }
        return at(Tensor.of(phases));
    }

    /// The controls at one moment or several.
    ///
    /// @param phase `2 pi t / T`, a scalar or `[k]`; the controls have its axes in front
    Controls at(Tensor phase) {
        return Tree.map(mean, sine, cosine, (a, c, d) -> {
            Tensor along = phase.reshape(ones(phase.shape(), a.rank()));
            return a.add(c.mul(along.sin())).add(d.mul(along.cos()));
        });
    }

    /// The shape with as many axes of extent 1 behind it.
    private static Shape ones(Shape front, int more) {
        Shape shape = front;
        for (int i = 0; i < more; i++) {
            shape = shape.insert(shape.rank(), 1);
        }
        return shape;
    }
}
