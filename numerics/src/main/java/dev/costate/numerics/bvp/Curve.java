package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Creation;

/// A curve with a continuous slope: Hermite's cubic on each interval of a mesh, as a tree of tensors.
///
/// Of a solution by collocation it is the solution itself, between the mesh's points too.
///
/// @param mesh the places, increasing, `f64[m]`
/// @param y the states there, each leaf with an axis of `m` in front
/// @param slopes the slopes there, like the states
/// @param unknowns the unknown parameters, `f64[k]`
/// @param <Y> the state
public record Curve<Y>(Tensor mesh, Y y, Y slopes, Tensor unknowns) {
    /// The states at places `x[...]`, each leaf with these axes in front; outside the mesh the first or last
    /// cubic goes on.
    public Y at(Tensor x) {
        Place place = place(x);
        return Tree.map(y, slopes, (states, there) -> {
            Piece at = place.piece(states, there);
            Tensor t = at.fraction;
            Tensor u = t.rsub(1);
            Tensor rise = t.square().mul(t.mul(-2).add(3));
            return at.left
                    .add(rise.mul(at.right.sub(at.left)))
                    .add(at.step.mul(t.mul(u)).mul(u.mul(at.leftSlope).sub(t.mul(at.rightSlope))));
        });
    }

    /// The state at one place.
    public Y at(double x) {
        return at(Tensor.scalar(x));
    }

    /// The slopes at places, as the states.
    public Y slopeAt(Tensor x) {
        Place place = place(x);
        return Tree.map(y, slopes, (states, there) -> {
            Piece at = place.piece(states, there);
            Tensor t = at.fraction;
            Tensor u = t.rsub(1);
            return t.mul(u)
                    .mul(6)
                    .div(at.step)
                    .mul(at.right.sub(at.left))
                    .add(u.mul(t.mul(-3).add(1)).mul(at.leftSlope))
                    .add(t.mul(t.mul(3).sub(2)).mul(at.rightSlope));
        });
    }

    /// The ends of the interval around each place, and where in it the place is; all with the axes of a state.
    private record Piece(
            Tensor fraction, Tensor step, Tensor left, Tensor right, Tensor leftSlope, Tensor rightSlope) {}

    /// The interval around each place, its length, and where in it the place is.
    private record Place(Tensor interval, Tensor step, Tensor fraction) {
        Piece piece(Tensor states, Tensor slopes) {
            Tensor next = interval.add(1);
            int axes = states.rank() - 1;
            return new Piece(
                    behind(fraction, axes),
                    behind(step, axes),
                    states.take(interval, 0),
                    states.take(next, 0),
                    slopes.take(interval, 0),
                    slopes.take(next, 0));
        }

        private static Tensor behind(Tensor x, int axes) {
            Tensor all = x;
            for (int i = 0; i < axes; i++) {
                all = all.unsqueeze(-1);
            }
            return all;
        }
    }

    private Place place(Tensor x) {
        if (x.dtype() != DType.FLOAT64) {
            throw new IllegalArgumentException("Curve.at: the places are " + x.type() + "; expected float64");
        }
        Tensor i = interval(x);
        Tensor from = mesh.take(i, 0);
        Tensor step = mesh.take(i.add(1), 0).sub(from);
        return new Place(i, step, x.sub(from).div(step));
    }

    /// The last interval that begins at or before each place, the first one for places before all: by
    /// bisection.
    private Tensor interval(Tensor x) {
        int last = mesh.dim(0) - 2;
        Tensor low = Creation.zeros(DType.INT32, x.shape());
        Tensor high = low.add(last);
        for (int span = last; span > 0; span /= 2) {
            Tensor middle = low.add(high).add(1).floorDiv(2);
            Tensor after = mesh.take(middle, 0).le(x);
            low = after.select(middle, low);
            high = after.select(high, middle.sub(1));
        }
        return low;
    }
}
