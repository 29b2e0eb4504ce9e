package dev.costate.numerics.bvp;

import static dev.costate.Costate.closure;
import static dev.costate.Costate.jacobianForward;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn2;
import dev.costate.numerics.ode.Flattening;
import dev.costate.ops.Creation;
import dev.costate.ops.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A problem with its state as a vector.
///
/// @param <Y> the user's state
/// @param <Q> the user's constants
final class FlatProblem<Y, Q> {
    private final Flattening<Y> flattening;
    private final Optional<Fn2<Y, Q, Y>> singular;
    private final PointPrograms<Given<Q>> programs;

    /// Whether slope and conditions are known to close over no traced value.
    private volatile boolean closesOverNothing;

    FlatProblem(
            Flattening<Y> flattening, Slope<Y, Q> slope, Conditions<Y, Q> conditions, Optional<Fn2<Y, Q, Y>> singular) {
        this.flattening = flattening;
        this.singular = singular;
        this.programs = new PointPrograms<>(
                (x, y, p, given) -> {
                    Tensor f = vector("the slope", slope.at(x, flattening.tree(y), p, given.q));
                    return singular.isPresent() ? withTerm(f, x, y, given) : f;
                },
                (left, right, p, given) -> conditions.at(flattening.tree(left), flattening.tree(right), p, given.q));
    }

    /// What a problem is given.
    ///
    /// @param left the left end, `f64[]`
    record Given<Q>(Tensor left, Q q) {}

    Flattening<Y> flattening() {
        return flattening;
    }

    PointPrograms<Given<Q>> programs() {
        return programs;
    }

    Given<Q> given(double left, Q q) {
        return new Given<>(Tensor.scalar(left), q);
    }

    private Tensor vector(String what, Y tree) {
        return flattening.vector("boundary problem: " + what, tree);
    }

    /// `f + S y / (x - a)`, at the left end its limit where `S y = 0`: the shortest with `(I - S) y' = f`.
    private Tensor withTerm(Tensor f, Tensor x, Tensor y, Given<Q> given) {
        Tensor isLeft = x.eq(given.left);
        Tensor distance = isLeft.select(1, x.sub(given.left));
        Tensor rest = Creation.eye(DType.FLOAT64, f.size()).sub(matrix(given.q));
        return isLeft.select(
                LeastSquares.pseudoInverse(rest).matmul(f),
                f.add(term(y, given.q).div(distance)));
    }

    private Tensor term(Tensor y, Q q) {
        return vector("the singular term", singular.orElseThrow().apply(flattening.tree(y), q));
    }

    /// `S`, `f64[n,n]`.
    private Tensor matrix(Q q) {
        Tensor zero = Creation.zeros(DType.FLOAT64, Shape.of(flattening.size()));
        return jacobianForward((Tensor y) -> term(y, q)).apply(zero);
    }

    /// The orthogonal projection on the states with `S y = 0`, `f64[n,n]`, if there is an `S`.
    Optional<Tensor> projection(Q q) {
        if (singular.isEmpty()) {
            return Optional.empty();
        }
        Tensor s = matrix(q);
        Tensor eye = Creation.eye(DType.FLOAT64, flattening.size());
        return Optional.of(eye.sub(LeastSquares.pseudoInverse(s).matmul(s)));
    }

    /// The values of a transformation around this on which slope and conditions depend: of what they close
    /// over, and of the constants.
    List<Tensor> traced(Tensor state, Tensor unknowns, Given<Q> given) {
        List<Tensor> all = new ArrayList<>(
                closure((Tensor _) -> Tree.leaves(given.q), given.left).captured());
        if (!closesOverNothing) {
            record Point<Q>(Tensor y, Tensor p, Given<Q> given) {}
            Point<Q> first = new Point<>(state, unknowns, given);
            List<Tensor> closedOver = new ArrayList<>();
            closedOver.addAll(closure((Point<Q> at) -> programs.slope(at.given.left, at.y, at.p, at.given), first)
                    .captured());
            closedOver.addAll(closure((Point<Q> at) -> programs.condition(at.y, at.y, at.p, at.given), first)
                    .captured());
            closesOverNothing = closedOver.isEmpty();
            all.addAll(closedOver);
        }
        return all;
    }
}
