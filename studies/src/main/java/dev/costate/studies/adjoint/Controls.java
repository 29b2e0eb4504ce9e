package dev.costate.studies.adjoint;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.random.LegacyNumPy;

/// The controls of all steps, and equally a gradient by them.
///
/// @param v the weights `V_k`, `[NT-1, N, N]`
/// @param b the biases `b_k`, `[NT-1, N]`
record Controls(Tensor v, Tensor b) {
    /// Controls that leave every state where it is.
    static Controls zero(ControlProblem problem) {
        int n = problem.dimension();
        DType dtype = problem.inputs().dtype();
        return new Controls(
                Creation.zeros(dtype, Shape.of(problem.steps(), n, n)),
                Creation.zeros(dtype, Shape.of(problem.steps(), n)));
    }

    /// Independent normal numbers of mean 0.
    static Controls normal(LegacyNumPy random, ControlProblem problem, double deviation) {
        int k = problem.steps();
        int n = problem.dimension();
        return new Controls(random.normal(0, deviation, k, n, n), random.normal(0, deviation, k, n));
    }

    /// The same `v`, `[N, N]`, and `b`, `[N]`, in each of `steps` steps: what the document trains.
    static Controls constant(Tensor v, Tensor b, int steps) {
        int n = b.dim(0);
        return new Controls(v.broadcastTo(steps, n, n), b.broadcastTo(steps, n));
    }

    /// These controls after a step of length `rate` down `gradient`.
    Controls descend(Controls gradient, double rate) {
        return Tree.map(this, gradient, (u, g) -> u.sub(g.mul(rate)));
    }

    /// The sum, number by number.
    Controls plus(Controls other) {
        return Tree.map(this, other, Tensor::add);
    }

    /// All numbers times `factor`.
    Controls times(double factor) {
        return Tree.map(this, u -> u.mul(factor));
    }

    /// `|V_k|_F` of every step.
    double[] weightNorms() {
        return v.norm(1, 2).toDoubles();
    }

    /// `|b_k|` of every step.
    double[] biasNorms() {
        return b.norm(1).toDoubles();
    }

    /// `|V_k|_F^2 + |b_k|^2` of every step.
    double[] energies() {
        return v.square().sum(1, 2).add(b.square().sum(1)).toDoubles();
    }

    /// `max |a - b| / max |b|` over the weights or the biases, whichever is larger: how far two gradients
    /// differ.
    static double relativeDifference(Controls a, Controls b) {
        return Math.max(relativeDifference(a.v, b.v), relativeDifference(a.b, b.b));
    }

    /// `max |a - b| / max |b|`.
    static double relativeDifference(Tensor a, Tensor b) {
        return a.sub(b).abs().max().item() / b.abs().max().item();
    }
}
