package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.random.LegacyNumPy;

/// Random problems and controls for tests.
final class RandomProblems {
    private final LegacyNumPy random;

    RandomProblems(long seed) {
        random = new LegacyNumPy(seed);
    }

    ControlProblem problem(int dimension, int samples, int timePoints, Nonlinearity nonlinearity) {
        return new ControlProblem(
                normal(samples, dimension), normal(samples, dimension), timePoints, 0.8, 0.7, 0.3, nonlinearity);
    }

    Controls controls(ControlProblem problem) {
        return Controls.normal(random, problem, 1);
    }

    private Tensor normal(int rows, int columns) {
        return random.normal(0, 1, rows, columns);
    }
}
