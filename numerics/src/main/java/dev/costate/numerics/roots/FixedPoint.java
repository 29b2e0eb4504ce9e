package dev.costate.numerics.roots;

import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Index;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import dev.costate.ops.LinearAlgebra;
import java.util.List;

/// Iteration of `z <- g(z, p)` to a fixed point, with Anderson's acceleration over the last `depth` steps.
///
/// With `f = g(z) - z` and the differences `dF`, `dG` of the last steps as columns, the next `z` is `g - dG c`,
/// where `c` makes `|f - dF c|` least (D. Anderson, *J. ACM* 12, 1965; H. Walker, P. Ni, *SIAM J. Numer. Anal.*
/// 49, 2011). The normal equations are solved with a ridge of 1e-14 of their trace. Depth 0 is plain iteration,
/// which converges where the eigenvalues of `dg/dz` lie inside the unit circle; Anderson's is often much
/// faster, and comes to fixed points that repel plain iteration.
///
/// It has converged when `|g(z)_i - z_i| <= absolute + relative |z_i|` for all `i`, and returns that `g(z)`.
///
/// ```java
/// import dev.costate.numerics.roots.*;
///
/// Root<Tensor> r = FixedPoint.standard().find(Tensor::cos, Tensor.scalar(1));
/// IO.println(r.value() + " " + r.converged());  // -> f64[] 0.7390851 bool[] true
/// ```
///
/// @param relative tolerance relative to `|z_i|`
/// @param absolute tolerance in the units of `z`
/// @param iterations the most steps
/// @param depth how many steps Anderson's acceleration looks back
public record FixedPoint(double relative, double absolute, int iterations, int depth) {
    private static final double RIDGE = 1e-14;

    /// As above; at least one iteration, nothing negative.
    ///
    /// @throws IllegalArgumentException if a number is not in its range
    public FixedPoint {
        if (!(relative >= 0) || !(absolute >= 0) || !(relative + absolute > 0)) {
            throw new IllegalArgumentException("FixedPoint: the tolerances are " + relative + " (relative) and "
                    + absolute + " (absolute); neither may be negative, and one is over 0");
        }
        if (iterations < 1 || depth < 0) {
            throw new IllegalArgumentException("FixedPoint: " + iterations + " iterations of depth " + depth
                    + "; give at least one iteration and no negative depth");
        }
    }

    /// Tolerances 1e-10 and 1e-12, at most 1,000 steps, depth 5.
    public static FixedPoint standard() {
        return new FixedPoint(1e-10, 1e-12, 1000, 5);
    }

    /// Iterates from `start`; the result is differentiable by `p` and by what `g` closes over, as
    /// [ImplicitFunction] says.
    ///
    /// @param g from the unknowns and the parameters to new unknowns
    /// @param start floating; has no derivative
    /// @param p parameters, any tree
    /// @return [Root#residual] is the largest `|g(z) - z|`
    /// @throws dev.costate.ShapeException if `g` has not as many elements as `z`
    /// @throws dev.costate.DTypeException if the unknowns are not floating
    public <Z, P> Root<Z> find(Fn2<Z, P, Z> g, Z start, P p) {
        Equations<Z, P> map = Equations.of("FixedPoint", g, start, p);
        Root<Tensor> root = ImplicitFunction.<Equations.Given<P>>differentiable(
                        (z, x) -> map.residual(z, x).sub(z),
                        x -> search(z -> map.residual(z, x), x.start()),
                        LinearPart.DENSE)
                .apply(map.start());
        return root.with(map.unravel().apply(root.value()));
    }

    /// [#find(Fn2, Object, Object)] without parameters, or with those that `g` closes over.
    public <Z> Root<Z> find(Fn1<Z, Z> g, Z start) {
        return find((z, _) -> g.apply(z), start, List.of());
    }

    /// Where the iteration stands.
    ///
    /// @param z the argument
    /// @param g the map there
    /// @param dF differences of `g - z`, `T[depth, n]`, the newest last
    /// @param dG differences of `g`
    private record State(Tensor z, Tensor g, Tensor dF, Tensor dG, Tensor iterations) {}

    private Root<Tensor> search(Fn1<Tensor, Tensor> g, Tensor start) {
        Tensor none = Creation.zeros(start.dtype(), Shape.of(depth, start.size()));
        State end = whileLoop(
                s -> converged(s)
                        .not()
                        .and(s.iterations().lt(iterations))
                        .and(s.g().isFinite().all()),
                s -> step(g, s),
                new State(start, g.apply(start), none, none, Tensor.scalar(DType.INT32, 1)));
        Tensor converged = converged(end);
        return new Root<>(
                converged.select(end.g(), end.z()),
                converged,
                end.iterations(),
                end.g().sub(end.z()).abs().max());
    }

    private Tensor converged(State s) {
        Tensor allowed = s.z().abs().mul(relative).add(absolute);
        return s.g().sub(s.z()).abs().le(allowed).all();
    }

    private State step(Fn1<Tensor, Tensor> g, State s) {
        Tensor f = s.g().sub(s.z());
        Tensor z = depth == 0 ? s.g() : s.g().sub(coefficients(s.dF(), f).matmul(s.dG()));
        Tensor next = g.apply(z);
        return new State(
                z,
                next,
                pushed(s.dF(), next.sub(z).sub(f)),
                pushed(s.dG(), next.sub(s.g())),
                s.iterations().add(1));
    }

    /// `c` with `|f - c dF|` least; 0 for differences that are not there yet.
    private Tensor coefficients(Tensor dF, Tensor f) {
        Tensor normal = dF.matmul(dF.transpose());
        Tensor ridge = normal.trace().mul(RIDGE).add(Float.MIN_NORMAL);
        return LinearAlgebra.solve(normal.add(Creation.eye(f.dtype(), depth).mul(ridge)), dF.matmul(f));
    }

    private Tensor pushed(Tensor rows, Tensor row) {
        return depth == 0 ? rows : Layout.concat(List.of(rows.get(Index.from(1)), row.unsqueeze(0)), 0);
    }
}
