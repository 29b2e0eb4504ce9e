package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.implicit.Radau5;
import dev.costate.ops.Layout;
import java.util.List;

/// A way to solve `dw/dx = K(x) x^-5 (1 - w) - 2 w / x`, `w(5) = 1`, for a conductivity given on a grid.
interface Integrator {
    /// `w` at the grid's points.
    ///
    /// @param conductivity in S, a number for each point
    Tensor corotation(Grid grid, Tensor conductivity);

    /// The trapezoidal rule from point to point: implicit, as the equation is stiff, with an error that is as
    /// smooth as the conductivity; all its noise is rounding.
    ///
    /// @param dwarf whose magnetosphere
    record Trapezoidal(Dwarf dwarf) implements Integrator {
        /// `w_next = keep w + add`.
        private record Update(Tensor keep, Tensor add) {}

        @Override
        public Tensor corotation(Grid grid, Tensor conductivity) {
            Tensor x = grid.x();
            Tensor pull = conductivity.mul(dwarf.pull()).div(x.pow(5));
            Tensor half = pull.add(x.rdiv(2)).mul(0.5 * grid.step());
            int n = grid.points();
            Tensor denominator = Layout.slice(half, 0, 1, n).add(1);
            Tensor keep = Layout.slice(half, 0, 0, n - 1).rsub(1).div(denominator);
            Tensor add = Layout.slice(pull, 0, 0, n - 1)
                    .add(Layout.slice(pull, 0, 1, n))
                    .mul(0.5 * grid.step())
                    .div(denominator);
            Tensor one = Tensor.scalar(1);
            Tensor later = scan(
                            (Tensor w, Update u) -> {
                                Tensor next = w.mul(u.keep()).add(u.add());
                                return new Step<>(next, next);
                            },
                            one,
                            new Update(keep, add))
                    .out();
            return Layout.concat(List.of(one.unsqueeze(0), later), 0);
        }
    }

    /// Steps of its own choice within a tolerance, as `odeint` takes them, here by Radau IIA of order 5: what
    /// is noise is decided by the tolerance.
    ///
    /// The conductivity between the grid's points is what `np.interp` makes of it.
    ///
    /// @param problem the differential equation, with the conductivity at the grid's points as its parameter
    record Adaptive(Ode<Tensor, Tensor> problem) implements Integrator {
        /// `odeint`'s `rtol` and `atol`, unless told otherwise.
        static final double OF_ODEINT = 1.49012e-8;

        static Adaptive of(Dwarf dwarf, double tolerance) {
            Ode<Tensor, Tensor> problem = Ode.of((Tensor x, Tensor w, Tensor s) -> {
                Tensor pull = interpolated(s, x).mul(dwarf.pull()).div(x.pow(5));
                return pull.mul(w.rsub(1)).sub(w.mul(2).div(x));
            });
            return new Adaptive(problem.method(new Radau5()).tolerance(tolerance, tolerance));
        }

        /// The document's conductivity at one place.
        private static Tensor interpolated(Tensor s, Tensor x) {
            Grid grid = new Grid(s.dim(0));
            Tensor at = x.sub(Grid.FROM).div(grid.step());
            Tensor i = at.floor().clamp(0, grid.points() - 2);
            Tensor index = i.stopGradient().to(DType.INT32);
            Tensor left = s.take(index, 0);
            return left.add(at.sub(i).mul(s.take(index.add(1), 0).sub(left)));
        }

        /// The solution at distances in increasing order.
        Solution<Tensor> solve(Tensor x, Tensor conductivity) {
            return jit((Tensor at, Tensor s) ->
                            problem.saveAt(at).solve(Tensor.of(new double[] {1}), Grid.FROM, Grid.TO, s))
                    .apply(x, conductivity);
        }

        @Override
        public Tensor corotation(Grid grid, Tensor conductivity) {
            return solve(grid.x(), conductivity).saved().squeeze(1);
        }
    }
}
