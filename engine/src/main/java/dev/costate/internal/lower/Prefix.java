package dev.costate.internal.lower;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import java.util.List;

/// Running sums along one axis, the other axes parallel.
///
/// ```
/// for p in extents without axis:           // in any order, on any thread
///   sum = body(p, first); result[p, first] = sum
///   for i in the rest of axis, in order:
///     sum += body(p, i); result[p, i] = sum
/// ```
///
/// The sum is kept in the body's element type and rounded to the result's at each store.
///
/// @param operands the operands' types
/// @param extents the extents of all axes, which are the result's
/// @param axis the axis along which it sums
/// @param reverse from the last index to the first
/// @param body one value for each point of all the axes
/// @param dtype the result's element type
public record Prefix(List<Type> operands, Shape extents, int axis, boolean reverse, Expr body, DType dtype)
        implements Kernel {
    public Prefix {
        operands = List.copyOf(operands);
        Legality.check(body, operands, extents.rank());
    }

    @Override
    public Type result() {
        return new Type(dtype, extents);
    }

    @Override
    public Prefix on(List<Type> operands, Rewriting rewriting) {
        return new Prefix(operands, extents, axis, reverse, body.rewrite(rewriting), dtype);
    }

    /// Prints as `f32[2,3] = running i1 f64(%0[i0,i1])`.
    @Override
    public String toString() {
        return result() + " = running " + (reverse ? "back " : "") + "i" + axis + " " + body;
    }
}
