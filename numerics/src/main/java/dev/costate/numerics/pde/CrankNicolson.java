package dev.costate.numerics.pde;

import static dev.costate.Costate.scan;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.ShapeException;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;

/// Crank and Nicolson's scheme for a [LinearEquation]: `u_t = L(t) u + s(t)` with central differences for
/// `L`, and
///
/// ```
/// (1 - dt/2 L) u(t + dt) = (1 + dt/2 L) u(t) + dt s,      L and s at t + dt/2
/// ```
///
/// Its error is of second order in the distance of points and in the step. It is stable for steps of any
/// length where the equation itself damps. Where `L` is `i` times a Hermitian operator, as Schroedinger's is,
/// it is unitary: the norm stays what it was up to rounding, for potentials that depend on time too.
///
/// Steps that are much longer than `dx^2 / diffusion` leave the short waves of a start that is not smooth
/// undamped: they only change their sign. Start with a few short steps, or with a smooth function.
///
/// A solution is differentiable with regard to the start and to all that the equation and the boundaries are
/// made of; [dev.costate.Costate#vmap] solves for many at once. Under [dev.costate.Costate#jit] coefficients
/// that do not depend on the time are factored once for all steps.
///
/// ```java
/// import dev.costate.numerics.pde.*;
///
/// Grid grid = new Grid(0, 1, 101);
/// Boundary<Tensor> zero = Boundary.fixed(Tensor.scalar(0));
/// var heat = CrankNicolson.real(grid, LinearEquation.heat(Tensor.scalar(1)), zero, zero);
/// Tensor start = grid.positions().mul(Math.PI).sin();
/// Tensor end = heat.solve(start, 0, 0.1, 100);
/// IO.println(Math.abs(end.get(50).item() - Math.exp(-Math.PI * Math.PI * 0.1)) < 1e-4);  // -> true
/// ```
///
/// Source: J. Crank and P. Nicolson, "A practical method for numerical evaluation of solutions of partial
/// differential equations of the heat-conduction type", Proc. Cambridge Phil. Soc. 43, 1947.
///
/// @param <V> [Tensor] or [Complex]
public final class CrankNicolson<V> {
    private final Arithmetic<V> numbers;
    private final Grid grid;
    private final LinearEquation<V> equation;
    private final Boundary<V> left;
    private final Boundary<V> right;

    private CrankNicolson(
            Arithmetic<V> numbers, Grid grid, LinearEquation<V> equation, Boundary<V> left, Boundary<V> right) {
        this.numbers = numbers;
        this.grid = grid;
        this.equation = equation;
        this.left = left;
        this.right = right;
    }

    /// For a real equation.
    public static CrankNicolson<Tensor> real(
            Grid grid, LinearEquation<Tensor> equation, Boundary<Tensor> left, Boundary<Tensor> right) {
        return new CrankNicolson<>(new Arithmetic.Real(), grid, equation, left, right);
    }

    /// For a complex equation.
    public static CrankNicolson<Complex> complex(
            Grid grid, LinearEquation<Complex> equation, Boundary<Complex> left, Boundary<Complex> right) {
        return new CrankNicolson<>(new Arithmetic.Imaginary(), grid, equation, left, right);
    }

    /// The points.
    public Grid grid() {
        return grid;
    }

    /// One step.
    ///
    /// @param u the solution, `[n]`, at the time `t`
    /// @param t `[]`
    /// @param dt the step, `[]`; negative ones go back
    /// @return the solution at `t + dt`, of the dtype of `u`
    /// @throws ShapeException if `u` does not have one number for each point
    public V step(V u, Tensor t, Tensor dt) {
        Shape shape = numbers.leaf(u).shape();
        if (shape.rank() != 1 || shape.dim(0) != grid.points()) {
            throw new ShapeException(
                    "Crank-Nicolson: the state is " + numbers.leaf(u).type() + ", on a grid of " + grid.points()
                            + " points",
                    "use vmap for several states");
        }
        DType dtype = numbers.leaf(u).dtype();
        Bands<V> bands = bands(dtype, t.to(dtype), dt.to(dtype));
        V one = numbers.number(dtype, 1);
        V middle = numbers.add(
                numbers.add(
                        numbers.mul(bands.below(), numbers.get(u, ":-2")),
                        numbers.mul(numbers.add(one, bands.on()), numbers.get(u, "1:-1"))),
                numbers.add(numbers.mul(bands.above(), numbers.get(u, "2:")), bands.right()));
        V rightSide = join(endSide(bands.left(), u, ":1", "1:2"), middle, endSide(bands.last(), u, "-1:", "-2:-1"));
        return numbers.solve(
                numbers.concat(numbers.neg(bands.below()), bands.last().newBeside()),
                join(
                        bands.left().newOn(),
                        numbers.sub(one, bands.on()),
                        bands.last().newOn()),
                numbers.concat(bands.left().newBeside(), numbers.neg(bands.above())),
                rightSide);
    }

    private V join(V first, V middle, V last) {
        return numbers.concat(numbers.concat(first, middle), last);
    }

    private V endSide(Bands.End<V> end, V u, String on, String beside) {
        return numbers.add(
                numbers.add(
                        numbers.mul(end.oldOn(), numbers.get(u, on)),
                        numbers.mul(end.oldBeside(), numbers.get(u, beside))),
                end.right());
    }

    /// The solution at the time `to` after `steps` steps of one length.
    ///
    /// @param start the solution at the time `from`, `[n]`
    /// @throws ShapeException as [#step]
    /// @throws IllegalArgumentException if there is no step, or a time is not finite
    public V solve(V start, double from, double to, int steps) {
        Tensor dt = Tensor.scalar(length(from, to, steps));
        return scan((V u, Tensor t) -> new Step<>(step(u, t, dt), List.of()), start, times(from, to, steps, steps))
                .carry();
    }

    /// The solution at the start and after every `every` steps of `steps`.
    ///
    /// @param start the solution at the time `from`, `[n]`
    /// @param every a divisor of `steps`
    /// @throws ShapeException as [#step]
    /// @throws IllegalArgumentException if there is no step, a time is not finite, or `every` does not divide
    ///     `steps`
    public Path<V> path(V start, double from, double to, int steps, int every) {
        double length = length(from, to, steps);
        if (every < 1 || steps % every != 0) {
            throw new IllegalArgumentException(
                    "Crank-Nicolson: every " + every + " of " + steps + " steps is recorded; give a divisor");
        }
        Tensor dt = Tensor.scalar(length);
        Tensor times = times(from, to, steps, steps).reshape(steps / every, every);
        V later = scan(
                        (V u, Tensor some) -> {
                            V next = scan((V v, Tensor t) -> new Step<>(step(v, t, dt), List.of()), u, some)
                                    .carry();
                            return new Step<>(next, next);
                        },
                        start,
                        times)
                .out();
        V states = Tree.map(start, later, (s, l) -> Layout.concat(List.of(Layout.unsqueeze(s, 0), l), 0));
        return new Path<>(times(from, to, steps / every, steps / every + 1), states);
    }

    /// The first `count` of the times that `parts` equal parts begin at.
    private static Tensor times(double from, double to, int parts, int count) {
        double length = (to - from) / parts;
        return Tensor.of(
                IntStream.range(0, count).mapToDouble(i -> from + i * length).toArray());
    }

    private static double length(double from, double to, int steps) {
        if (steps < 1 || !Double.isFinite(from) || !Double.isFinite(to)) {
            throw new IllegalArgumentException("Crank-Nicolson: " + steps + " steps from " + from + " to " + to
                    + "; give at least one step between finite times");
        }
        return (to - from) / steps;
    }

    /// The equations of a step, with the coefficients in its middle.
    private Bands<V> bands(DType dtype, Tensor t, Tensor dt) {
        Tensor middle = t.add(dt.mul(0.5));
        Coefficients<V> at = equation.at(grid.positions().to(dtype), middle);
        double dx = grid.spacing();
        Tensor half = dt.mul(0.5);
        V diffusion = numbers.times(everywhere(at.diffusion(), dtype), half.div(dx * dx));
        V drift = numbers.times(everywhere(at.drift(), dtype), half.div(2 * dx));
        V reaction = numbers.times(everywhere(at.reaction(), dtype), half);
        V source = numbers.times(everywhere(at.source(), dtype), dt);
        V below = numbers.sub(diffusion, drift);
        V on = Tree.map(reaction, diffusion, (c, d) -> c.sub(d.mul(2)));
        V above = numbers.add(diffusion, drift);
        String inside = "1:-1";
        return new Bands<>(
                numbers.get(below, inside),
                numbers.get(on, inside),
                numbers.get(above, inside),
                numbers.get(source, inside),
                end(left, ":1", 1, below, on, above, source, t, dt, dtype),
                end(right, "-1:", -1, above, on, below, source, t, dt, dtype));
    }

    private V everywhere(V coefficient, DType dtype) {
        return Tree.map(coefficient, part -> Layout.broadcastTo(part.to(dtype), Shape.of(grid.points())));
    }

    /// The equation at an end.
    ///
    /// @param place where it is
    /// @param inwards 1 at the left end, -1 at the right one
    /// @param outer the coefficients of the point beyond the end
    /// @param inner those of the point beside it
    private Bands.End<V> end(
            Boundary<V> boundary,
            String place,
            int inwards,
            V outer,
            V on,
            V inner,
            V source,
            Tensor t,
            Tensor dt,
            DType dtype) {
        V zero = one(numbers.number(dtype, 0), dtype);
        V one = one(numbers.number(dtype, 1), dtype);
        return switch (boundary) {
            case Boundary.Dirichlet<V>(var value) ->
                new Bands.End<>(one, zero, zero, zero, one(value.apply(t.add(dt)), dtype));
            case Boundary.Neumann<V>(var slope) -> {
                // u_{-1} = u_1 - 2 dx u_x, so that the point beside the end counts twice
                V beyond = numbers.get(outer, place);
                V beside = numbers.add(beyond, numbers.get(inner, place));
                V diagonal = numbers.get(on, place);
                Tensor reach = Tensor.scalar(dtype, -inwards * 2 * 2 * grid.spacing());
                V flux = numbers.times(numbers.mul(beyond, one(slope.apply(t.add(dt.mul(0.5))), dtype)), reach);
                yield new Bands.End<>(
                        numbers.sub(one, diagonal),
                        numbers.neg(beside),
                        numbers.add(one, diagonal),
                        beside,
                        numbers.add(flux, numbers.get(source, place)));
            }
            case Boundary.OneWay<V>(var speed, var rate) -> {
                // half the sum of both points' u_t, for both at half the sum of old and new
                V moved = numbers.times(one(speed, dtype), dt.div(grid.spacing()));
                V grown = numbers.times(one(rate, dtype), dt.mul(0.5));
                V first = numbers.sub(moved, grown);
                V second = numbers.add(moved, grown);
                yield new Bands.End<>(
                        numbers.add(one, first),
                        numbers.sub(one, second),
                        numbers.sub(one, first),
                        numbers.add(one, second),
                        zero);
            }
        };
    }

    /// A scalar as `[1]`.
    private V one(V scalar, DType dtype) {
        return Tree.map(scalar, part -> part.to(dtype).reshape(1));
    }
}
