package dev.costate.numerics.ode;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;

/// Steps of an integration that are taken together, so far.
///
/// A loop that keeps states in places of a matrix runs kernel by kernel, one that carries some numbers is one
/// method with
/// all in local variables. So the steps of small states are made in loops of the latter kind, within one of the
/// former.
///
/// @param start where the first begins
/// @param lengths of the steps, `f64[s]`
/// @param count how many there are, `i32[]`
record Stretch(Trail.Place start, Tensor lengths, Tensor count) {
    /// The most numbers of a state that the compiler has in local variables.
    private static final int SMALL = 8;

    private static final int STEPS = 16;

    /// How many steps are taken together, of states of so many numbers.
    static int steps(int numbers) {
        return numbers <= SMALL ? STEPS : 1;
    }

    /// No steps.
    static Stretch none(Tensor t, Tensor y, int steps) {
        return new Stretch(
                new Trail.Place(t, y), Creation.zeros(DType.FLOAT64, Shape.of(steps)), Tensor.scalar(DType.INT32, 0));
    }

    int most() {
        return lengths.dim(0);
    }

    /// Whether there are as many steps as there may be, `bool[]`.
    Tensor isFull() {
        return count.ge(most());
    }

    /// After another attempt to make a step.
    Stretch after(Progress before, Progress now) {
        Tensor moved = now.accepted().gt(before.accepted());
        Trail.Place here = new Trail.Place(before.t(), before.y());
        if (most() == 1) {
            Tensor length = moved.select(now.span().length(), 0);
            return new Stretch(here, length.reshape(1), moved.to(DType.INT32));
        }
        Tensor first = count.eq(0);
        Tensor last = Creation.arange(DType.INT32, most()).eq(count).and(moved);
        return new Stretch(
                Tree.map(here, start, (a, b) -> first.select(a, b)),
                last.select(now.span().length(), lengths),
                count.add(moved.to(DType.INT32)));
    }

    /// This one, or none where it was put `away`.
    Stretch unless(Tensor away) {
        return new Stretch(start, away.select(0, lengths), away.select(Tensor.scalar(DType.INT32, 0), count));
    }
}
