package dev.costate.studies.adjoint;

import dev.costate.Tensor;
import dev.costate.ops.Contraction;

/// How fast optimal controls hurry to their targets, by linearising there.
///
/// Near the targets `y_i`, with controls near zero, a push of the samples `F_i = V s(y_i) + b` costs at least
/// `w2/2 F^T K^-1 F` with `K_ij = s(y_i) . s(y_j) + 1`: the norm of the least `V`, `b` that give it. Along an
/// eigenvector of `K` with eigenvalue `l` what is left to go, `e' = F`, solves the linear-quadratic problem of cost
/// `w1/2 e^2 + w2/(2 l) F^2`, whose solutions are `e^(-mu t)` and `e^(mu t)`, `mu = sqrt(w1 l / w2)`. On the grid
/// ```
/// e_{k+1} + e_{k-1} = (2 + dt^2 w1 l / w2) e_k,   so   cosh(mu dt) = 1 + dt^2 w1 l / (2 w2)
/// ```
/// Source of the theory: Porretta and Zuazua, Long time versus steady state optimal control, SIAM J. Control Optim. 51,
/// 2013; for neural equations arXiv 2008.02491.
///
/// @param kernel `K`, of two samples, `[2, 2]`
record Turnpike(Tensor kernel) {
    static Turnpike of(ControlProblem problem) {
        Tensor s = problem.nonlinearity().of(problem.targets());
        return new Turnpike(Contraction.matmul(s, s.transpose()).add(1));
    }

    /// The smaller eigenvalue: that of the direction that is hardest to push, and so the slowest.
    double least() {
        double a = kernel.get(0, 0).item();
        double b = kernel.get(0, 1).item();
        double d = kernel.get(1, 1).item();
        return (a + d) / 2 - Math.hypot((a - d) / 2, b);
    }

    /// The eigenvector of the smaller eigenvalue, of length 1: `[2]`.
    Tensor slowest() {
        double b = kernel.get(0, 1).item();
        double across = least() - kernel.get(0, 0).item();
        double length = Math.hypot(b, across);
        return Tensor.of(b / length, across / length);
    }

    /// The rate `mu` of the slowest direction on the problem's grid.
    double rate(ControlProblem problem) {
        double step = problem.dt() * problem.dt() * problem.running() * least() / problem.penalty();
        // cosh^-1(1 + x) for small x
        double x = step / 2;
        return Math.log1p(x + Math.sqrt(x * (2 + x))) / problem.dt();
    }
}
