package dev.costate.internal.compile;

import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import dev.costate.internal.lower.Nest;
import dev.costate.internal.schedule.Affine;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A value whose elements lie in an array at even steps: that at `i` at `offset + steps[0] i[0] + ...`.
///
/// @param shape the value's shape
/// @param steps how far apart neighbours along each axis are, none negative; 0 along an axis of one place
/// @param offset where the first element is
record View(Shape shape, List<Integer> steps, int offset) {
    View {
        steps = List.copyOf(steps);
    }

    /// A value that fills its array.
    static View of(Type type) {
        return new View(
                type.shape(), Arrays.stream(type.shape().strides()).boxed().toList(), 0);
    }

    /// What `nest` makes, as a view of its only operand; nothing if it does more than to read it, or reads backwards.
    static Optional<View> of(Nest nest) {
        if (nest.combine() != Combine.NONE
                || nest.operands().size() != 1
                || nest.parallel().size() == 0
                || !(nest.body() instanceof Expr.Load load)
                || load.dtype() != nest.dtype()) {
            return Optional.empty();
        }
        int[] strides = nest.operands().getFirst().shape().strides();
        Index place = Index.literal(0);
        for (int d = 0; d < strides.length; d++) {
            place = place.plus(load.at().get(d).times(strides[d]));
        }
        Integer[] steps = new Integer[nest.parallel().rank()];
        for (int axis = 0; axis < steps.length; axis++) {
            Affine affine = Affine.of(place, axis).orElse(null);
            if (affine == null || affine.step() < 0 || affine.step() > Integer.MAX_VALUE) {
                return Optional.empty();
            }
            steps[axis] = (int) affine.step();
            place = affine.rest();
        }
        return place instanceof Index.Literal(var offset)
                ? Optional.of(new View(nest.parallel(), List.of(steps), Math.toIntExact(offset)))
                : Optional.empty();
    }

    /// How many elements it has.
    int size() {
        return shape.size();
    }
}
