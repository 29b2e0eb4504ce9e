package dev.costate.numerics.bvp;

import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;

/// A system of differential equations on an interval, with conditions at its ends:
/// `y' = f(x, y, p; q)`, `g(y(a), y(b), p; q) = 0`.
///
/// ```java
/// import dev.costate.ops.*;
/// import dev.costate.numerics.bvp.*;
///
/// // Bratu's problem y'' + e^y = 0, y(0) = y(1) = 0, as a system in (y, y')
/// BoundaryProblem<NoConstants> bratu = BoundaryProblem.of(
///         (x, y) -> Layout.stack(List.of(y.get(1), y.get(0).exp().neg()), 0),
///         (left, right) -> Layout.stack(List.of(left.get(0), right.get(0)), 0));
/// Tensor mesh = Creation.linspace(DType.FLOAT64, 0, 1, 5);
/// Guess guess = Guess.constant(mesh, Tensor.of(0.0, 0.0));
/// IO.println(Collocation.tolerance(1e-6).solve(bratu, guess).at(0.5).get(0));  // -> f64[] 0.1405392
/// ```
///
/// `f` and `g` are compiled once for each number of components when they are first needed, and kept: solve
/// one object many times rather than many equal ones once. They may close over tensors, which are then part
/// of the program; numbers that change from call to call belong in `q`. The solution has derivatives by `q` and
/// by what a transformation around it traces alike, see [Collocation#solve].
///
/// @param <Q> the tree of constants
public final class BoundaryProblem<Q> {
    private final PointPrograms<Q> programs;

    /// The problem of a slope and conditions.
    public BoundaryProblem(Slope<Q> slope, Conditions<Q> conditions) {
        this.programs = new PointPrograms<>(slope, conditions);
    }

    /// `y' = f(x, y)` with as many conditions `g(y(a), y(b)) = 0` as components.
    public static BoundaryProblem<NoConstants> of(
            Fn2<Tensor, Tensor, Tensor> slope, Fn2<Tensor, Tensor, Tensor> conditions) {
        return new BoundaryProblem<>(
                (x, y, _, _) -> slope.apply(x, y), (left, right, _, _) -> conditions.apply(left, right));
    }

    /// `y' = f(x, y, p)` with unknown parameters `p`, and one more condition for each of them.
    public static BoundaryProblem<NoConstants> withUnknowns(
            Fn3<Tensor, Tensor, Tensor, Tensor> slope, Fn3<Tensor, Tensor, Tensor, Tensor> conditions) {
        return new BoundaryProblem<>(
                (x, y, p, _) -> slope.apply(x, y, p), (left, right, p, _) -> conditions.apply(left, right, p));
    }

    PointPrograms<Q> programs() {
        return programs;
    }
}
