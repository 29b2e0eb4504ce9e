package dev.costate.numerics.ode;

import static dev.costate.Costate.jvp;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Jvp;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.numerics.checkpoint.FloatingLeaves;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.ArrayList;
import java.util.List;

/// A solution and its derivatives by all `q` parameters, solved together: `S' = (df/dy) S + df/dp`, `S(t0) =
/// 0`.
///
/// For few parameters and many outputs; reverse mode is for the opposite. The columns belong to the numbers of
/// the floating leaves of the parameters, leaf after leaf in row-major order.
///
/// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, I.14.
///
/// @param solution the state alone
/// @param columns of the state at the end, each leaf with an axis of `q` in front
/// @param saved of the states that are saved, each leaf with axes of times and of `q` in front
/// @param <Y> the state
public record Sensitivities<Y>(Solution<Y> solution, Y columns, Y saved) {
    /// State and columns `f[q,n]`.
    private record Joint(Tensor y, Tensor columns) {}

    private record Inputs(Tensor y, Tensor p) {}

    /// Solves for the state at the end and those that are saved, and their derivatives.
    ///
    /// @param ode the problem, without events
    /// @param controlled whether the error of the derivatives, too, is held to the tolerance; else the steps
    ///     are those of the state alone
    /// @throws IllegalArgumentException if the problem records steps or has events, or no parameter is floating
    public static <Y, P> Sensitivities<Y> of(Ode<Y, P> ode, boolean controlled, Y y0, Tensor t0, Tensor t1, P p) {
        if (ode.recorded() > 0 || !ode.events().isEmpty()) {
            throw new IllegalArgumentException(
                    "sensitivities: they are those of the end and of saved states; leave out steps, dense output and events");
        }
        Flattening<Y> flattening = Flattening.of("solve: the state", y0);
        FloatingLeaves<P> leaves = FloatingLeaves.of(p);
        DType dtype = flattening.dtype();
        Tensor vector = vector(leaves.values(), dtype);
        int q = vector.size();
        int n = flattening.size();
        VectorField<Joint, Tensor> joint = (t, now, at) -> {
            Jvp<Tensor> along = jvp(
                    (Inputs x) -> slope(ode, flattening, leaves, t, x),
                    new Inputs(now.y, at),
                    new Inputs(Creation.zerosLike(now.y), Creation.zerosLike(at)));
            Tensor columns = vmap((Tensor column, Tensor unit) -> jvp(
                                    (Inputs x) -> slope(ode, flattening, leaves, t, x),
                                    new Inputs(now.y, at),
                                    new Inputs(column, unit))
                            .tangent())
                    .apply(now.columns, Creation.eye(dtype, q));
            return new Joint(along.value(), columns);
        };
        Control control = controlled ? ode.control() : ode.control().withTolerance(ofStateAlone(ode, n, q));
        Ode<Joint, Tensor> all = Ode.of(joint).method(ode.method()).control(control);
        all = ode.fixed() > 0 ? all.steps(ode.fixed()) : all;
        Joint start = new Joint(flattening.vector("solve: the state", y0), Creation.zeros(dtype, Shape.of(q, n)));
        Solution<Joint> s = all.saveAt(ode.times()).gradient(ode.gradient()).solve(start, t0, t1, vector);
        Solution<Y> state = new Solution<>(
                s.t(),
                flattening.tree(s.y().y),
                flattening.tree(s.saved().y),
                noSteps(flattening),
                noDense(ode, flattening, t0, s.t()),
                List.of(),
                s.statistics(),
                s.failure());
        return new Sensitivities<>(state, flattening.tree(s.y().columns), flattening.tree(s.saved().columns));
    }

    private static <Y> Steps<Y> noSteps(Flattening<Y> flattening) {
        Tensor none = Creation.zeros(flattening.dtype(), Shape.of(0, flattening.size()));
        return new Steps<>(
                Creation.zeros(DType.FLOAT64, Shape.of(0)), flattening.tree(none), Tensor.scalar(DType.INT32, 0));
    }

    private static <Y> Dense<Y> noDense(Ode<Y, ?> ode, Flattening<Y> flattening, Tensor begin, Tensor end) {
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(0));
        return new Dense<>(ode.method(), flattening, begin.to(DType.FLOAT64), end, none, none, none, List.of());
    }

    private static Tensor vector(List<Tensor> values, DType dtype) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(
                    "sensitivities: no parameter is floating; there is nothing to derive by");
        }
        return Layout.concat(
                values.stream().map(x -> x.reshape(x.size()).to(dtype)).toList(), 0);
    }

    private static <Y, P> Tensor slope(
            Ode<Y, P> ode, Flattening<Y> flattening, FloatingLeaves<P> leaves, Tensor t, Inputs x) {
        List<Tensor> values = new ArrayList<>();
        int at = 0;
        for (Tensor leaf : leaves.values()) {
            Tensor part = Layout.slice(x.p, 0, at, at + leaf.size());
            values.add(part.reshape(leaf.shape()).to(leaf.dtype()));
            at += leaf.size();
        }
        Y made = ode.field().at(t, flattening.tree(x.y), leaves.with(values));
        return flattening.vector("solve: the field's result", made);
    }

    /// The tolerance by which state and columns make the steps that the state alone would: the columns have
    /// none, and the mean over all numbers is that over the state's.
    private static Tolerance ofStateAlone(Ode<?, ?> ode, int n, int q) {
        Tolerance given = ode.control().tolerance();
        double share = 1 / Math.sqrt(1.0 + q);
        Tensor relative = given.relative().mul(share).broadcastTo(n);
        Tensor absolute = given.absolute().mul(share).broadcastTo(n);
        Tensor none = Creation.zeros(DType.FLOAT64, Shape.of(n * q));
        Tensor all = Creation.full(DType.FLOAT64, Shape.of(n * q), Double.POSITIVE_INFINITY);
        return new Tolerance(Layout.concat(List.of(relative, none), 0), Layout.concat(List.of(absolute, all), 0));
    }

    /// The change of the state at the end along a direction, to first order: a tree like the state.
    ///
    /// @param direction a tree like the parameters; leaves that are not floating are not looked at
    public <P> Y along(P direction) {
        List<Tensor> values = FloatingLeaves.of(direction).values();
        return Tree.map(columns, all -> {
            Tensor vector = vector(values, all.dtype());
            Tensor rows = all.reshape(all.dim(0), all.dim(0) == 0 ? 0 : all.size() / all.dim(0));
            return vector.matmul(rows).reshape(all.shape().remove(0));
        });
    }
}
