package dev.costate.nn.optim;

import static dev.costate.Costate.cond;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.whileLoop;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn1;
import java.util.SequencedMap;

/// A method that minimises a loss by going along lines: a step chooses a direction, and searches along it, for which it
/// needs the loss itself; an [Optimiser] sees gradients alone.
///
/// ```java
/// import dev.costate.nn.optim.*;
///
/// Tensor start = Tensor.of(-1.2, 1.0);
/// Minimum<Tensor> m = LBfgs.of(100).minimise(
///         p -> p.get(0).rsub(1).square().add(p.get(1).sub(p.get(0).square()).square().mul(100)), start);
/// IO.println(m.reason());  // -> SLOPE
/// ```
///
/// Both forms, [#minimise] and `init` with `step`, are pure functions, and work under `jit` and `vmap`: each member of
/// an
/// ensemble has its own searches and its own end, and is what it is alone. They hold loops whose length is decided as
/// they run, so that forward mode goes through them and reverse mode does not.
public interface Minimiser {
    /// When it ends.
    Limits limits();

    /// How it searches along a line.
    LineSearch search();

    /// What it remembers before the first step.
    ///
    /// @param gradient a vector like the gradient
    SequencedMap<String, Tensor> memory(Tensor gradient);

    /// Where a step goes.
    ///
    /// @param gradient the gradient, a vector
    /// @param memory what it remembers
    /// @param iterations how many steps were made before, `i32[]`
    Move move(Tensor gradient, SequencedMap<String, Tensor> memory, Tensor iterations);

    /// What it remembers after a step.
    ///
    /// @param memory what it remembered before
    /// @param line the line it went along
    /// @param to the point of the line where it is
    SequencedMap<String, Tensor> remembered(SequencedMap<String, Tensor> memory, Line line, Trial to);

    /// A direction, and the step along it to try first.
    ///
    /// @param direction the direction, a vector
    /// @param first the step, `f64[]`
    record Move(Tensor direction, Tensor first) {}

    /// The minimisation before its first step, after one evaluation.
    ///
    /// @param loss from the parameters to a scalar
    /// @param start the parameters to start from, floating numbers
    /// @param <P> the parameters' tree
    default <P> Minimisation<P> init(Fn1<P, Tensor> loss, P start) {
        Tree.named(start).forEach((path, leaf) -> {
            if (!leaf.dtype().isFloating()) {
                throw new IllegalArgumentException("minimise: parameter " + path + " is " + leaf.type()
                        + "; only floating numbers have a gradient, so close over the others");
            }
        });
        var at = valueAndGrad(loss).apply(start);
        Tensor gradient = Tree.ravel(at.grad()).vector();
        Tensor arrived = isAtMost(gradient, limits().gradient());
        Tensor finite = at.value().isFinite().and(gradient.isFinite().all());
        Tensor end = arrived.select(End.GRADIENT.number(), End.NONE.number());
        return new Minimisation<>(
                start,
                at.grad(),
                at.value().to(DType.FLOAT64),
                Hyper.count(0),
                Hyper.count(1),
                finite.select(end, End.NOT_FINITE.number()),
                memory(gradient));
    }

    /// One step; of a minimisation that has ended the same.
    ///
    /// @param loss from the parameters to a scalar
    /// @param before the minimisation so far
    /// @param <P> the parameters' tree
    default <P> Minimisation<P> step(Fn1<P, Tensor> loss, Minimisation<P> before) {
        return cond(before.goesOn(), b -> Descent.step(this, loss, b), b -> b, before);
    }

    /// Steps until it ends.
    ///
    /// @param loss from the parameters to a scalar
    /// @param start the parameters to start from, floating numbers
    /// @param <P> the parameters' tree
    default <P> Minimum<P> minimise(Fn1<P, Tensor> loss, P start) {
        return whileLoop(Minimisation::goesOn, (Minimisation<P> b) -> Descent.step(this, loss, b), init(loss, start))
                .minimum();
    }

    /// Whether no element is larger.
    private static Tensor isAtMost(Tensor x, double most) {
        return x.abs().max().to(DType.FLOAT64).le(most);
    }
}
