package dev.costate.studies.adjoint;

import dev.costate.Tree;

/// Controls as functions of time: the inner product is `<f, g> = integral of f(t) . g(t) dt`, on the grid `dt
/// sum_k f_k . g_k`.
///
/// The derivative of `J` along `d` is `sum_k dJ/du_k . d_k = <g, d>` with `g_k = (dJ/du_k) / dt`: that is the
/// gradient in function space. It has a limit as `dt` tends to 0, while the Euclidean gradient vanishes like
/// `sqrt(dt)`.
final class FunctionSpace {
    private FunctionSpace() {}

    /// The function-space gradient of a Euclidean one.
    static Controls gradient(ControlProblem problem, Controls euclidean) {
        return Tree.map(euclidean, g -> g.div(problem.dt()));
    }

    /// `sqrt(dt sum_k |f_k|^2)`.
    static double norm(ControlProblem problem, Controls f) {
        return Math.sqrt(problem.dt()) * Tree.norm(f).item();
    }
}
