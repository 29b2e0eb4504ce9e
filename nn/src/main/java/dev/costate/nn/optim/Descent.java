package dev.costate.nn.optim;

import static dev.costate.Costate.valueAndGrad;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;
import java.util.SequencedMap;

/// A step of a [Minimiser]: the same for all methods.
final class Descent {
    private Descent() {}

    /// One step of a minimisation that goes on. One that has ended is stepped too if other members go on, and what
    /// comes
    /// out is not used; its searches end at once.
    static <P> Minimisation<P> step(Minimiser method, Fn1<P, Tensor> loss, Minimisation<P> before) {
        Tree.Raveled<P> parameters = Tree.ravel(before.parameters());
        Fn1<Tensor, ValueAndGrad<Tensor>> f =
                valueAndGrad((Tensor x) -> loss.apply(parameters.unravel().apply(x)));
        Tensor gradient = Tree.ravel(before.gradient()).vector();
        Minimiser.Move move = method.move(gradient, before.memory(), before.iterations());
        Tensor direction = move.direction();
        Tensor slope = gradient.mul(direction).sum().to(DType.FLOAT64);

        Limits limits = method.limits();
        Tensor falls = slope.le(-limits.change());
        Trial start = new Trial(Tensor.scalar(DType.FLOAT64, 0), before.value(), slope, gradient);
        Tensor left = before.evaluations().rsub(limits.evaluations());
        Line line = new Line(
                f, parameters.vector(), direction, start, before.goesOn().and(falls), left);
        LineSearch.Found found = method.search().search(line, move.first());
        Trial to = found.trial();
        Tensor finite = to.value().isFinite().and(to.slope().isFinite());
        Tensor moves = falls.and(found.good()).and(finite);

        Trial at = to.when(moves, start);
        Tensor x = moves.select(line.point(to.step()), line.x());
        Tensor iterations = before.iterations().add(1);
        Tensor evaluations = before.evaluations().add(falls.select(found.evaluations(), Hyper.count(0)));
        Tensor step = direction.mul(Hyper.as(direction, at.step())).abs().max().to(DType.FLOAT64);
        Tensor change = at.value().sub(before.value()).abs();
        // The last that holds counts.
        Tensor end = End.NONE.number();
        end = when(evaluations.ge(limits.evaluations()), End.EVALUATIONS, end);
        end = when(iterations.ge(limits.iterations()), End.ITERATIONS, end);
        end = when(change.lt(limits.change()), End.VALUE, end);
        end = when(step.le(limits.change()), End.STEP, end);
        end = when(at.gradient().abs().max().to(DType.FLOAT64).le(limits.gradient()), End.GRADIENT, end);
        end = when(found.good().not(), End.LINE_SEARCH, end);
        end = when(finite.not(), End.NOT_FINITE, end);
        end = when(falls.not(), End.SLOPE, end);
        end = when(slope.isFinite().not(), End.NOT_FINITE, end);

        SequencedMap<String, Tensor> memory = method.remembered(before.memory(), line, to);
        return new Minimisation<>(
                parameters.unravel().apply(x),
                Tree.ravel(before.gradient()).unravel().apply(at.gradient()),
                at.value(),
                iterations,
                evaluations,
                end,
                Tree.map(memory, before.memory(), moves::select));
    }

    private static Tensor when(Tensor condition, End end, Tensor other) {
        return condition.select(end.number(), other);
    }
}
