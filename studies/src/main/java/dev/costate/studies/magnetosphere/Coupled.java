package dev.costate.studies.magnetosphere;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.numerics.bvp.BoundaryProblem;
import dev.costate.numerics.bvp.Collocation;
import dev.costate.numerics.bvp.Guess;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// What the document's loop looks for, as a boundary value problem for the angular velocity and the current.
///
/// The conductivity follows from both, and the current density from the conductivity, since `S(j)` can be
/// inverted: the current is integrated, and nothing is differentiated.
///
/// ```
/// dw/dx = torque I / x^4 - 2 w / x
/// dI/dx = j(S) / (density x^2)            S = I x / (scale (1 - w))
/// ```
/// There are two conditions. Inside, plasma nearly rotates along: `dw/dx = 0`, the solution without the layer
/// that `w(5) = 1` makes. Outside, the current density is given. The document's loop never asks for the
/// second; disturbances of its conductivity go from the outer end inwards, and there has to be something that
/// they come from.
///
/// @param problem with the current density at the outer end as its constant
/// @param limits of the solver
record Coupled(Dwarf dwarf, BoundaryProblem<Tensor, Tensor> problem, Collocation limits) {
    private static final int FIRST_POINTS = 200;

    /// The conductivity of the guess, in S: without current. With the background alone `S(j)` has no inverse.
    private static final double GUESS = 0.1;

    Coupled(Dwarf dwarf, double tolerance) {
        this(dwarf, posed(dwarf), Collocation.tolerance(tolerance).nodes(100_000));
    }

    private static BoundaryProblem<Tensor, Tensor> posed(Dwarf dwarf) {
        return new BoundaryProblem<>(
                (x, y, none, outer) -> {
                    Tensor w = y.get(0);
                    Tensor current = y.get(1);
                    Tensor density = Conductivity.inverse(conductivity(dwarf, x, y));
                    return Layout.stack(
                            List.of(
                                    current.mul(dwarf.torque())
                                            .div(x.pow(4))
                                            .sub(w.mul(2).div(x)),
                                    density.div(x.square()).div(dwarf.densityScale())),
                            0);
                },
                (left, right, none, outer) -> {
                    double pull = dwarf.torque() / Math.pow(Grid.FROM, 3);
                    Tensor atEnd = conductivity(dwarf, Tensor.scalar(Grid.TO), right);
                    return Layout.stack(
                            List.of(left.get(1).mul(pull).sub(left.get(0).mul(2)), atEnd.sub(Conductivity.of(outer))),
                            0);
                });
    }

    /// The conductivity that angular velocity and current mean, in S.
    static Tensor conductivity(Dwarf dwarf, Tensor x, Tensor y) {
        return y.get(1).mul(x).div(y.get(0).rsub(1).mul(dwarf.currentScale()));
    }

    /// The solution for a current density at the outer end.
    Steady solve(Tensor outer) {
        Tensor mesh = Creation.linspace(DType.FLOAT64, Math.log(Grid.FROM), Math.log(Grid.TO), FIRST_POINTS)
                .exp()
                .clamp(Grid.FROM, Grid.TO);
        Tensor w = new Corotation(dwarf.reach(GUESS)).at(mesh);
        Tensor current = w.rsub(1).div(mesh).mul(dwarf.currentScale() * GUESS);
        Guess<Tensor> guess = new Guess<>(mesh, Layout.stack(List.of(w, current), 1), Tensor.of(new double[0]));
        return new Steady(dwarf, limits.solve(problem, guess, outer));
    }
}
