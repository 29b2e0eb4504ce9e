package dev.costate.internal.schedule;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Type;
import dev.costate.internal.lower.Combine;
import dev.costate.internal.lower.Expr;
import dev.costate.internal.lower.Index;
import java.util.List;

/// One result of a [Cluster], with its loops in their places.
///
/// The axes in its indices are the cluster's: the outer ones, then the spine, then those of `loop`.
///
/// @param result the result's type
/// @param role how it lies to the spine
/// @param loop the extents of the loops inside the spine's, over which it is reduced
/// @param combine how the bodies' values become one
/// @param dtype the element type in which they do
/// @param points the elements made in one turn of the loops around: the axes that are neither the cluster's nor
///     reduced are written out
public record Statement(Type result, Role role, Shape loop, Combine combine, DType dtype, List<Point> points) {
    /// How a statement lies to the spine.
    public enum Role {
        /// The spine is an axis of its result.
        ALONG,
        /// It is reduced over the spine.
        ACROSS,
        /// It comes after the spine's loop and has no part in it.
        AFTER
    }

    /// An element, or an element for each place on the spine.
    ///
    /// @param at where in the result it stands
    /// @param bodies what is combined into it in one turn of the loops
    public record Point(List<Index> at, List<Expr> bodies) {
        public Point {
            at = List.copyOf(at);
            bodies = List.copyOf(bodies);
        }

        @Override
        public String toString() {
            return at + " = " + bodies;
        }
    }

    public Statement {
        points = List.copyOf(points);
    }

    /// This with each expression replaced.
    public Statement map(java.util.function.UnaryOperator<Expr> change) {
        List<Point> changed = points.stream()
                .map(p -> new Point(p.at, p.bodies.stream().map(change).toList()))
                .toList();
        return new Statement(result, role, loop, combine, dtype, changed);
    }
}
