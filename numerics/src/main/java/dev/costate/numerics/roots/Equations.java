package dev.costate.numerics.roots;

import static dev.costate.Costate.closure;

import dev.costate.Closure;
import dev.costate.DTypeException;
import dev.costate.ShapeException;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import dev.costate.function.Fn2;
import java.util.List;

/// Equations between trees as equations between vectors, closing over nothing.
///
/// @param start where the search starts, and all that the equations depend on
/// @param unravel from a vector to the unknowns
/// @param function the equations
record Equations<Z, P>(Given<P> start, Fn1<Tensor, Z> unravel, Fn2<Unknown<P>, List<Tensor>, Tensor> function) {
    /// What is given.
    ///
    /// @param start the unknowns' first values, `T[n]`
    /// @param p the parameters
    /// @param captured what the equations close over
    record Given<P>(Tensor start, P p, List<Tensor> captured) {}

    /// An argument of the equations.
    record Unknown<P>(Tensor z, P p) {}

    /// Looks at `f` once.
    ///
    /// @param place the caller's name, for errors
    static <Z, P> Equations<Z, P> of(String place, Fn2<Z, P, Z> f, Z start, P p) {
        Tree.Raveled<Z> flat = Tree.ravel(start);
        Tensor z = flat.vector();
        if (!z.dtype().isFloating()) {
            throw new DTypeException(
                    place + ": the unknowns are " + z.dtype() + ", which has no derivative",
                    "convert with to(FLOAT64)");
        }
        Closure<Unknown<P>, Tensor> c = closure(
                u -> {
                    Tensor r = Tree.ravel(f.apply(flat.unravel().apply(u.z()), u.p()))
                            .vector();
                    if (r.size() != z.size()) {
                        throw new ShapeException(
                                place + ": " + r.size() + " equations for " + z.size() + " unknowns",
                                "give as many of one as of the other");
                    }
                    return r.to(z.dtype());
                },
                new Unknown<>(z, p));
        return new Equations<>(new Given<>(z, p, c.captured()), flat.unravel(), c.function());
    }

    /// The residual, `T[n]`.
    Tensor residual(Tensor z, Given<P> x) {
        return function.apply(new Unknown<>(z, x.p()), x.captured());
    }

    /// The root that `solve` finds, with its derivative.
    Root<Z> root(Fn1<Given<P>, Root<Tensor>> solve, LinearPart linear) {
        Root<Tensor> root = ImplicitFunction.<Given<P>>differentiable(this::residual, solve, linear)
                .apply(start);
        return root.with(unravel.apply(root.value()));
    }
}
