package dev.costate.numerics.control;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.scan;
import static dev.costate.Costate.scanReverse;
import static dev.costate.Costate.vjp;
import static dev.costate.Costate.vmap;

import dev.costate.ArgumentException;
import dev.costate.DType;
import dev.costate.Scanned;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// An optimal control problem in discrete time.
/// ```text
/// x_{k+1} = F(k, x_k, u_k),   k = 0, ..., N-1
/// J = terminal(x_N) + dt sum_{k=1}^{N-1} running(k, x_k) + dt sum_{k=0}^{N-1} penalty(k, u_k)
/// ```
/// The controls of all steps are a tree like that of one step, each leaf with an axis of `N` in front;
/// [#constant] makes such a tree of controls that do not depend on time, and is differentiated as any function.
///
/// The costate `phi_k = dJ/dx_{k+1}` is what the cost changes by if the state after step `k` is moved:
/// ```text
/// phi_{N-1} = terminal'(x_N)
/// phi_{k-1} = (dF/dx)(k, x_k, u_k)^T phi_k + dt running'(k, x_k)
/// dJ/du_k = (dF/du)(k, x_k, u_k)^T phi_k + dt penalty'(k, u_k)
/// ```
///
/// Source: A. E. Bryson, Y.-C. Ho, Applied Optimal Control, 1975, chapter 2.
///
/// @param dynamics `F`
/// @param costs terminal, running and penalty
/// @param dt the step's length, the weight of running cost and penalty
/// @param <X> the state
/// @param <U> the control of one step
public record ControlProblem<X, U>(Dynamics<X, U> dynamics, Costs<X, U> costs, double dt) {
    public ControlProblem {
        if (!(dt > 0) || Double.isInfinite(dt)) {
            throw new ArgumentException("control: the step is " + dt, "expected a number above 0");
        }
    }

    private record At<U>(Tensor k, U u) {}

    /// The controls of `steps` steps that are all `u`.
    public static <U> U constant(U u, int steps) {
        return Tree.map(u, x -> Layout.broadcastTo(x, Shape.of(steps).concat(x.shape())));
    }

    /// The sum over time of a gradient: that of controls that do not depend on it, see [#constant].
    public static <U> U overTime(U gradient) {
        return Tree.map(gradient, x -> x.sum(0));
    }

    /// The states `x_0, ..., x_N`, each leaf with an axis of `N + 1` in front.
    ///
    /// @param controls each leaf with an axis of `N` in front
    public X states(X x0, U controls) {
        Scanned<X, X> after = scan(
                (X x, At<U> at) -> {
                    X next = dynamics.next(at.k, x, at.u);
                    return new Step<>(next, next);
                },
                x0,
                new At<>(numbers(controls), controls));
        return Tree.map(x0, after.out(), (first, rest) -> Layout.concat(List.of(first.unsqueeze(0), rest), 0));
    }

    /// `J`.
    public Tensor cost(X x0, U controls) {
        int steps = steps(controls);
        Tensor zero = costs.terminal(x0).mul(0);
        record Sum<X>(X x, Tensor cost) {}
        Sum<X> end = scan(
                        (Sum<X> sum, At<U> at) -> {
                            Tensor here = at.k.gt(0)
                                    .select(costs.running(at.k, sum.x), 0)
                                    .add(costs.penalty(at.k, at.u));
                            return new Step<>(
                                    new Sum<>(dynamics.next(at.k, sum.x, at.u), sum.cost.add(here.mul(dt))), zero);
                        },
                        new Sum<>(x0, zero),
                        new At<>(Creation.arange(DType.INT32, steps), controls))
                .carry();
        return costs.terminal(end.x).add(end.cost);
    }

    /// Cost, states, costates and gradient, by one way there and one back.
    public Adjoint<X, U> adjoint(X x0, U controls) {
        X states = states(x0, controls);
        X costates = costates(states, controls);
        return new Adjoint<>(cost(x0, controls), states, costates, gradient(states, costates, controls), dt);
    }

    /// The costates `phi_0, ..., phi_{N-1}`, each leaf with an axis of `N` in front.
    ///
    /// @param states those of these controls, see [#states]
    public X costates(X states, U controls) {
        int steps = steps(controls);
        X last = grad(costs::terminal).apply(Tree.member(states, steps));
        record Point<X, U>(Tensor k, X x, U u) {}
        // phi_{k-1} from phi_k for k = N-1, ..., 1
        Point<X, U> inner = new Point<>(
                Layout.slice(numbers(controls), 0, 1, steps),
                Tree.map(states, x -> Layout.slice(x, 0, 1, steps)),
                Tree.map(controls, u -> Layout.slice(u, 0, 1, steps)));
        Scanned<X, X> before = scanReverse(
                (X phi, Point<X, U> at) -> {
                    X moved = vjp((X x) -> dynamics.next(at.k, x, at.u), at.x)
                            .pullback()
                            .apply(phi);
                    X running = grad((X x) -> costs.running(at.k, x)).apply(at.x);
                    X next = Tree.map(moved, running, (a, b) -> a.add(b.mul(dt)));
                    return new Step<>(next, next);
                },
                last,
                inner);
        return Tree.map(before.out(), last, (rest, end) -> Layout.concat(List.of(rest, end.unsqueeze(0)), 0));
    }

    /// `dJ/du_k` for states and costates that are given, each leaf with an axis of `N` in front.
    ///
    /// @param states at least those before each step
    /// @param costates those after each step
    public U gradient(X states, X costates, U controls) {
        int steps = steps(controls);
        record Point<X, U>(Tensor k, X x, X phi, U u) {}
        Point<X, U> points =
                new Point<>(numbers(controls), Tree.map(states, x -> Layout.slice(x, 0, 0, steps)), costates, controls);
        return vmap((Point<X, U> at) -> {
                    U moved = vjp((U u) -> dynamics.next(at.k, at.x, u), at.u)
                            .pullback()
                            .apply(at.phi);
                    U penalty = grad((U u) -> costs.penalty(at.k, u)).apply(at.u);
                    return Tree.map(moved, penalty, (a, b) -> a.add(b.mul(dt)));
                })
                .apply(points);
    }

    private static Tensor numbers(Object controls) {
        return Creation.arange(DType.INT32, steps(controls));
    }

    private static int steps(Object controls) {
        List<Integer> extents = new ArrayList<>();
        for (Tensor leaf : Tree.leaves(controls)) {
            extents.add(leaf.rank() == 0 ? 0 : leaf.dim(0));
        }
        if (extents.isEmpty()
                || extents.getFirst() == 0
                || extents.stream().distinct().count() > 1) {
            throw new ArgumentException(
                    "control: the controls have leaves of " + extents + " steps",
                    "expected one number of at least 1, the axis in front of each leaf");
        }
        return extents.getFirst();
    }
}
