package dev.costate.numerics.bvp;

import static dev.costate.Costate.vmap;

import dev.costate.Tensor;
import dev.costate.function.Fn3;
import dev.costate.ops.Layout;
import java.util.List;

/// The equations of [MeshEquations] in the engine's operations, so that all its transformations pass through.
///
/// @param slopes `f` at the mesh's points, `f64[m, n]`
/// @param middleSlopes `f` in the middles, `f64[m - 1, n]`
/// @param equations the collocation equations' residuals, `f64[m - 1, n]`
/// @param conditions the conditions' residuals, `f64[n + k]`
record CollocationEquations(Tensor slopes, Tensor middleSlopes, Tensor equations, Tensor conditions) {
    private static final double PLACE = 0.5 * Math.sqrt(3.0 / 7);
    private static final double WEIGHT_MIDDLE = 16.0 / 45;
    private static final double WEIGHT_BESIDE = 49.0 / 180;

    /// A problem's functions of a place, a state and the unknown parameters; of both ends' states and those.
    record Functions(Fn3<Tensor, Tensor, Tensor, Tensor> slope, Fn3<Tensor, Tensor, Tensor, Tensor> conditions) {
        /// `f` at `x[i]`, `y[i, :]`.
        Tensor slopes(Tensor x, Tensor y, Tensor p) {
            return vmap((Tensor place, Tensor state) -> slope.apply(place, state, p))
                    .apply(x, y);
        }
    }

    static CollocationEquations at(Functions functions, Tensor mesh, Tensor y, Tensor p) {
        int m = mesh.dim(0);
        Tensor f = functions.slopes(mesh, y, p);
        Tensor h = steps(mesh);
        Tensor left = Layout.slice(y, 0, 0, m - 1);
        Tensor right = Layout.slice(y, 0, 1, m);
        Tensor fLeft = Layout.slice(f, 0, 0, m - 1);
        Tensor fRight = Layout.slice(f, 0, 1, m);
        Tensor states = left.add(right).mul(0.5).sub(h.mul(fRight.sub(fLeft)).mul(0.125));
        Tensor middles = Layout.slice(mesh, 0, 0, m - 1).add(h.squeeze(1).mul(0.5));
        Tensor fMiddle = functions.slopes(middles, states, p);
        Tensor equations =
                right.sub(left).sub(h.mul(fLeft.add(fRight).add(fMiddle.mul(4))).div(6));
        Tensor conditions = functions.conditions.apply(y.get(0), y.get(m - 1), p);
        return new CollocationEquations(f, fMiddle, equations, conditions);
    }

    /// All residuals, interval after interval, those of the conditions last.
    Tensor vector() {
        return Layout.concat(List.of(equations.flatten(), conditions), 0);
    }

    /// The root mean square of the residual relative to `1 + |f|` over each interval, as [Refinement] has it.
    Tensor residuals(Functions functions, Tensor mesh, Tensor y, Tensor p) {
        int m = mesh.dim(0);
        Tensor h = steps(mesh);
        Tensor left = Layout.slice(y, 0, 0, m - 1);
        Tensor rise = Layout.slice(y, 0, 1, m).sub(left);
        Tensor fLeft = Layout.slice(slopes, 0, 0, m - 1);
        Tensor fRight = Layout.slice(slopes, 0, 1, m);
        Tensor sum = relative(equations.mul(1.5).div(h), middleSlopes).mul(WEIGHT_MIDDLE);
        for (double t : new double[] {0.5 - PLACE, 0.5 + PLACE}) {
            Tensor state = left.add(rise.mul(t * t * (3 - 2 * t)))
                    .add(h.mul(fLeft.mul(t * (1 - t) * (1 - t)).sub(fRight.mul(t * t * (1 - t)))));
            Tensor slope = rise.mul(6 * t * (1 - t))
                    .div(h)
                    .add(fLeft.mul((1 - t) * (1 - 3 * t)))
                    .add(fRight.mul(t * (3 * t - 2)));
            Tensor x = Layout.slice(mesh, 0, 0, m - 1).add(h.squeeze(1).mul(t));
            Tensor f = functions.slopes(x, state, p);
            sum = sum.add(relative(slope.sub(f), f).mul(WEIGHT_BESIDE));
        }
        return sum.sum(1).sqrt();
    }

    /// Whether Newton's method has left no more than a small part of what the tolerance allows, `bool[]`: see
    /// [DampedNewton].
    Tensor small(Tensor mesh, Collocation limits) {
        Tensor most = middleSlopes.abs().add(1).mul(steps(mesh)).mul(DampedNewton.MARGIN * limits.tolerance() / 1.5);
        Tensor met = conditions.abs().max().le(limits.conditionTolerance());
        return equations.abs().lt(most).all().and(met);
    }

    private static Tensor relative(Tensor residual, Tensor f) {
        return residual.div(f.abs().add(1)).square();
    }

    /// The intervals' lengths, `f64[m - 1, 1]`.
    private static Tensor steps(Tensor mesh) {
        int m = mesh.dim(0);
        return Layout.slice(mesh, 0, 1, m).sub(Layout.slice(mesh, 0, 0, m - 1)).unsqueeze(1);
    }
}
