package dev.costate.numerics.ode;

import static dev.costate.Costate.jvp;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Tensor;
import dev.costate.function.Fn1;

/// The root of a function between 0 and 1, at which it has different signs.
///
/// Source: Chandrupatla, A new hybrid quadratic/bisection algorithm for finding the zero of a nonlinear
/// function without using derivatives, Advances in Engineering Software 28, 1997.
final class Root {
    private static final double TOLERANCE = 2 * Math.ulp(1.0);
    private static final int MOST = 100;

    private Root() {}

    /// A bracket: the newest point `a`, the other end `b`, and the point before, `c`.
    private record Bracket(
            Tensor a, Tensor b, Tensor c, Tensor atA, Tensor atB, Tensor atC, Tensor part, Tensor turns) {
        /// The end where the function is nearer to 0.
        Tensor best() {
            return atA.abs().lt(atB.abs()).select(a, b);
        }

        /// The least part of the bracket that can be told apart.
        Tensor least() {
            return a.sub(b).abs().rdiv(TOLERANCE);
        }

        Tensor goesOn() {
            return least().lt(0.5).and(atA.ne(0)).and(atB.ne(0)).and(turns.lt(MOST));
        }
    }

    /// The root, as a function of what `f` closes over: its derivative is that of the implicit function
    /// theorem. `f64[]`.
    ///
    /// @param f from a part of the step to a number, `f64[] -> f64[]`
    /// @param atZero its value at 0
    /// @param atOne its value at 1
    /// @param exists whether there is one; else nothing is searched
    static Tensor between(Fn1<Tensor, Tensor> f, Tensor atZero, Tensor atOne, Tensor exists) {
        Tensor half = Tensor.scalar(0.5);
        Bracket first = new Bracket(
                Tensor.scalar(1),
                Tensor.scalar(0),
                Tensor.scalar(0),
                atOne,
                atZero,
                atZero,
                half,
                Tensor.scalar(DType.INT32, 0));
        Bracket last = whileLoop(b -> b.goesOn().and(exists), b -> narrowed(f, b), first);
        return implicit(f, last.best());
    }

    /// A root that is known, as a function of what `f` closes over. `f64[]`.
    ///
    /// Two steps of Newton's method for `f = f(root)`, of which the root's value is the exact solution: each
    /// step doubles the order up to which derivatives are right, so that they are up to the third.
    ///
    /// @param known the root; its derivative is not looked at
    static Tensor implicit(Fn1<Tensor, Tensor> f, Tensor known) {
        Tensor root = known.stopGradient();
        Tensor value = f.apply(root).stopGradient();
        return corrected(f, value, corrected(f, value, root));
    }

    private static Tensor corrected(Fn1<Tensor, Tensor> f, Tensor value, Tensor root) {
        Jvp<Tensor> here = jvp(f, root, Tensor.scalar(1));
        Tensor steepness = here.tangent();
        return root.sub(here.value().sub(value).div(steepness.eq(0).select(1, steepness)));
    }

    private static Bracket narrowed(Fn1<Tensor, Tensor> f, Bracket old) {
        Tensor a = old.a.add(old.part.mul(old.b.sub(old.a)));
        Tensor atA = f.apply(a);
        Tensor same = atA.sign().eq(old.atA.sign());
        Tensor b = same.select(old.b, old.a);
        Tensor atB = same.select(old.atB, old.atA);
        Tensor c = same.select(old.a, old.b);
        Tensor atC = same.select(old.atA, old.atB);
        Bracket narrow = new Bracket(a, b, c, atA, atB, atC, old.part, old.turns.add(1));
        Tensor xi = a.sub(b).div(c.sub(b));
        Tensor phi = atA.sub(atB).div(atC.sub(atB));
        Tensor smooth = phi.square().lt(xi).and(phi.rsub(1).square().lt(xi.rsub(1)));
        Tensor quadratic = atA.div(atB.sub(atA))
                .mul(atC.div(atB.sub(atC)))
                .add(c.sub(a).div(b.sub(a)).mul(atA.div(atC.sub(atA))).mul(atB.div(atC.sub(atB))));
        Tensor least = narrow.least().minimum(0.5);
        Tensor part = smooth.select(quadratic, 0.5).clamp(least, least.rsub(1));
        return new Bracket(a, b, c, atA, atB, atC, part, old.turns.add(1));
    }
}
