package dev.costate.nn.optim;

import static dev.costate.Costate.whileLoop;

import dev.costate.Tensor;

/// Steps that shrink until the value falls enough: Armijo's condition `phi(t) <= phi(0) + c t phi'(0)`.
///
/// Source: Armijo, Minimization of functions having Lipschitz continuous first partial derivatives, 1966; Nocedal and
/// Wright, Numerical Optimization, algorithm 3.1.
///
/// @param c what part of the fall that the slope promises is enough
/// @param factor what a step that is too long is multiplied by
/// @param most how many steps are tried
public record Backtracking(double c, double factor, int most) implements LineSearch {
    public Backtracking {
        Hyper.fraction("backtracking", "c", c);
        Hyper.positive("backtracking", "factor", Hyper.fraction("backtracking", "factor", factor));
        if (most < 1) {
            throw new IllegalArgumentException("backtracking: at most " + most + " steps; expected at least 1");
        }
    }

    /// Halves steps until the value falls by 1e-4 of what the slope promises, at most 50 times.
    public static Backtracking of() {
        return new Backtracking(1e-4, 0.5, 50);
    }

    private record Tried(Trial trial, Tensor evaluations) {}

    @Override
    public Found search(Line line, Tensor first) {
        Tensor all = line.most().minimum(most);
        Tried last = whileLoop(
                t -> line.goesOn().and(line.falls(t.trial, c).not()).and(t.evaluations.lt(all)),
                t -> new Tried(line.at(t.trial.step().mul(factor)), t.evaluations.add(1)),
                new Tried(line.at(first), Hyper.count(1)));
        return new Found(last.trial, last.evaluations, line.falls(last.trial, c));
    }
}
