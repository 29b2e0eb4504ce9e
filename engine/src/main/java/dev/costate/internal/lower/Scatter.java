package dev.costate.internal.lower;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.List;

/// Additions at computed places.
///
/// ```
/// for p in shape: total[p] = init(p)       // in any order, on any thread
/// for u in updates, in row-major order:
///   total[at(u)] += value(u)
/// result = total
/// ```
///
/// The totals are kept in the element type of `init` and `value`, and rounded to the result's at the end.
/// Updates that differ in an axis that stands as itself in `at` never meet: such an axis is parallel.
///
/// @param operands the operands' types
/// @param shape the result's extents, the axes of `init`
/// @param init what the updates are added to
/// @param updates the extents of the updates, the axes of `at` and `value`
/// @param at where an update goes: an index for each axis of the result, inside it
/// @param value what is added
/// @param dtype the result's element type
public record Scatter(
        List<Type> operands, Shape shape, Expr init, Shape updates, List<Index> at, Expr value, DType dtype)
        implements Kernel {
    public Scatter {
        operands = List.copyOf(operands);
        at = List.copyOf(at);
        Legality.check(init, operands, shape.rank());
        Legality.check(value, operands, updates.rank());
        for (Index index : at) {
            Legality.check(index, operands, updates.rank());
        }
        if (at.size() != shape.rank()) {
            throw new IllegalArgumentException(at + " does not index " + shape);
        }
    }

    @Override
    public Type result() {
        return new Type(dtype, shape);
    }

    @Override
    public Scatter on(List<Type> operands, Rewriting rewriting) {
        List<Index> moved = at.stream().map(i -> i.rewrite(rewriting)).toList();
        return new Scatter(operands, shape, init.rewrite(rewriting), updates, moved, value.rewrite(rewriting), dtype);
    }

    /// Prints as `f32[5] = %0[i0]; over [3]: at [clamp(%1[i0,0], 0, 4)] add %2[i0]`.
    @Override
    public String toString() {
        return result() + " = " + init + "; over " + updates + ": at " + at + " add " + value;
    }
}
