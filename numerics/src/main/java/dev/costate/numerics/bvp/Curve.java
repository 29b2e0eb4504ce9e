package dev.costate.numerics.bvp;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// A curve with a continuous slope: Hermite's cubic on each interval of a mesh, as a tree of tensors.
///
/// Of a solution by collocation it is the solution itself, between the mesh's points too.
///
/// @param mesh the places, increasing, `f64[m]`
/// @param y the states there, `f64[m, n]`
/// @param slopes the slopes there, `f64[m, n]`
/// @param unknowns the unknown parameters, `f64[k]`
public record Curve(Tensor mesh, Tensor y, Tensor slopes, Tensor unknowns) {
    /// The states at places, `x[...] -> [..., n]`; outside the mesh the first or last cubic goes on.
    public Tensor at(Tensor x) {
        Piece at = piece(x);
        Tensor t = at.fraction;
        Tensor u = t.rsub(1);
        Tensor rise = t.square().mul(t.mul(-2).add(3));
        return at.left
                .add(rise.mul(at.right.sub(at.left)))
                .add(at.step.mul(t.mul(u)).mul(u.mul(at.leftSlope).sub(t.mul(at.rightSlope))));
    }

    /// The state at one place, `f64[n]`.
    public Tensor at(double x) {
        return at(Tensor.scalar(x));
    }

    /// The slopes at places, `x[...] -> [..., n]`.
    public Tensor slopeAt(Tensor x) {
        Piece at = piece(x);
        Tensor t = at.fraction;
        Tensor u = t.rsub(1);
        return t.mul(u)
                .mul(6)
                .div(at.step)
                .mul(at.right.sub(at.left))
                .add(u.mul(t.mul(-3).add(1)).mul(at.leftSlope))
                .add(t.mul(t.mul(3).sub(2)).mul(at.rightSlope));
    }

    /// The ends of the interval around each place, and where in it the place is; all with an axis for
    /// components.
    private record Piece(
            Tensor fraction, Tensor step, Tensor left, Tensor right, Tensor leftSlope, Tensor rightSlope) {}

    private Piece piece(Tensor x) {
        if (x.dtype() != DType.FLOAT64) {
            throw new IllegalArgumentException("Curve.at: the places are " + x.type() + "; expected float64");
        }
        Tensor i = interval(x);
        Tensor j = i.add(1);
        Tensor from = mesh.take(i, 0);
        Tensor step = mesh.take(j, 0).sub(from);
        return new Piece(
                x.sub(from).div(step).unsqueeze(-1),
                step.unsqueeze(-1),
                y.take(i, 0),
                y.take(j, 0),
                slopes.take(i, 0),
                slopes.take(j, 0));
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
