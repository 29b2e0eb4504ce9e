package dev.costate.numerics.bvp;

import dev.costate.Tensor;
import dev.costate.function.Fn2;
import dev.costate.function.Fn3;
import dev.costate.numerics.ode.Flattening;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A system of differential equations on an interval, with conditions at its ends:
/// `y' = f(x, y, p; q)`, `g(y(a), y(b), p; q) = 0`.
///
/// ```java
/// import dev.costate.ops.*;
/// import dev.costate.numerics.bvp.*;
///
/// record Bend(Tensor y, Tensor slope) {}
///
/// // Bratu's problem y'' + e^y = 0, y(0) = y(1) = 0
/// BoundaryProblem<Bend, NoConstants> bratu = BoundaryProblem.of(
///         (x, s) -> new Bend(s.slope(), s.y().exp().neg()),
///         (left, right) -> Layout.stack(List.of(left.y(), right.y()), 0));
/// Tensor mesh = Creation.linspace(DType.FLOAT64, 0, 1, 5);
/// Guess<Bend> guess = Guess.constant(mesh, new Bend(Tensor.scalar(0), Tensor.scalar(0)));
/// IO.println(Collocation.tolerance(1e-6).solve(bratu, guess).at(0.5).y());  // -> f64[] 0.1405392
/// ```
///
/// `f` and `g` are compiled once for each kind of state when they are first needed, and kept: solve one object
/// many times rather than many equal ones once. They may close over tensors, which are then part of the
/// program; numbers that change from call to call belong in `q`. The solution has derivatives by `q` and by
/// what a transformation around it traces alike, see [Collocation#solve].
///
/// @param <Y> the state: a tree of `float64`
/// @param <Q> the tree of constants
public final class BoundaryProblem<Y, Q> {
    private final Slope<Y, Q> slope;
    private final Conditions<Y, Q> conditions;
    private final Optional<Fn2<Y, Q, Y>> singular;
    private final Map<Flattening<Y>, FlatProblem<Y, Q>> flat = new ConcurrentHashMap<>();

    /// The problem of a slope and conditions.
    public BoundaryProblem(Slope<Y, Q> slope, Conditions<Y, Q> conditions) {
        this(slope, conditions, Optional.empty());
    }

    private BoundaryProblem(Slope<Y, Q> slope, Conditions<Y, Q> conditions, Optional<Fn2<Y, Q, Y>> singular) {
        this.slope = slope;
        this.conditions = conditions;
        this.singular = singular;
    }

    /// `y' = f(x, y)` with as many conditions `g(y(a), y(b)) = 0` as the state has numbers.
    public static <Y> BoundaryProblem<Y, NoConstants> of(Fn2<Tensor, Y, Y> slope, Fn2<Y, Y, Tensor> conditions) {
        return new BoundaryProblem<>(
                (x, y, _, _) -> slope.apply(x, y), (left, right, _, _) -> conditions.apply(left, right));
    }

    /// `y' = f(x, y, p)` with unknown parameters `p`, and one more condition for each of them.
    public static <Y> BoundaryProblem<Y, NoConstants> withUnknowns(
            Fn3<Tensor, Y, Tensor, Y> slope, Fn3<Y, Y, Tensor, Tensor> conditions) {
        return new BoundaryProblem<>(
                (x, y, p, _) -> slope.apply(x, y, p), (left, right, p, _) -> conditions.apply(left, right, p));
    }

    /// This one with a term that is singular at the left end: `y' = f(x, y, p; q) + S y / (x - a)`.
    ///
    /// Radial symmetry makes such terms: `u'' + 2 u' / r` is `-2 v / r` in the slope of `v = u'`. A smooth
    /// solution has `S y(a) = 0`, which the conditions should say, and `(I - S) y'(a) = f`. Guesses and
    /// Newton's steps are brought to `S y(a) = 0` by the orthogonal projection.
    ///
    /// If `S` has the eigenvalue 1, `(I - S) y'(a) = f` does not say what the slope is: it is taken to be the
    /// shortest that does, by the pseudo-inverse, as in SciPy. A solution with another slope there, such as
    /// `c x` of `y' = y / x`, is not found; the mesh then grows at the left end until it has too many points.
    ///
    /// Source: L. F. Shampine, *Singular boundary value problems for ODEs*, Applied Mathematics and Computation
    /// 138, 2003.
    ///
    /// @param s `S y`, a linear function of the state: a tree like it
    public BoundaryProblem<Y, Q> singular(Fn2<Y, Q, Y> s) {
        return new BoundaryProblem<>(slope, conditions, Optional.of(s));
    }

    /// The problem on vectors.
    FlatProblem<Y, Q> flat(Flattening<Y> flattening) {
        return flat.computeIfAbsent(flattening, f -> new FlatProblem<>(f, slope, conditions, singular));
    }
}
