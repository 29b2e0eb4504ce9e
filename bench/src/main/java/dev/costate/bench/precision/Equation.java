package dev.costate.bench.precision;

import static dev.costate.Costate.jit;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.Ode;
import dev.costate.numerics.ode.Solution;
import dev.costate.numerics.ode.VectorField;
import dev.costate.numerics.ode.explicit.DormandPrince5;
import dev.costate.numerics.ode.explicit.DormandPrince8;
import dev.costate.numerics.ode.explicit.Tsitouras5;
import dev.costate.numerics.ode.implicit.KennedyCarpenter4;
import dev.costate.numerics.ode.implicit.Radau5;
import dev.costate.numerics.ode.problems.StiffProblem;
import dev.costate.ops.Layout;
import java.util.List;

/// An equation whose solution at the end is known; `precision_peer.py` has the same fields under the same keys.
enum Equation {
    /// A body around the sun on an ellipse of eccentricity 1/2, ten times: it comes back to where it was.
    KEPLER(
            "Kepler's ellipse, 10 times around",
            (_, y, _) -> {
                var x = y.get(0);
                var z = y.get(1);
                var distance = x.square().add(z.square());
                var pull = distance.mul(distance.sqrt()).reciprocal().neg();
                return Layout.stack(List.of(y.get(2), y.get(3), x.mul(pull), z.mul(pull)), 0);
            },
            new double[] {0.5, 0, 0, Math.sqrt(3)},
            20 * Math.PI,
            new double[] {0.5, 0, 0, Math.sqrt(3)},
            1,
            1,
            false),
    /// A body between earth and moon on a closed orbit that passes close to both.
    ///
    /// Source: Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations I, II.0.
    ARENSTORF(
            "Arenstorf's orbit, once around",
            (_, y, _) -> {
                double moon = 0.012277471;
                double earth = 1 - moon;
                var x = y.get(0);
                var z = y.get(1);
                var u = y.get(2);
                var v = y.get(3);
                var a = cubeOfDistance(x.add(moon), z);
                var b = cubeOfDistance(x.sub(earth), z);
                var du = x.add(v.mul(2))
                        .sub(x.add(moon).mul(earth).div(a))
                        .sub(x.sub(earth).mul(moon).div(b));
                var dv =
                        z.sub(u.mul(2)).sub(z.mul(earth).div(a)).sub(z.mul(moon).div(b));
                return Layout.stack(List.of(u, v, du, dv), 0);
            },
            new double[] {0.994, 0, 0, -2.00158510637908252240537862224},
            17.0652165601579625588917206249,
            new double[] {0.994, 0, 0, -2.00158510637908252240537862224},
            1,
            1,
            false),
    /// Van der Pol's equation, which is slow on two branches and jumps between them.
    VAN_DER_POL("Van der Pol's equation, mu = 1,000", StiffProblem.VAN_DER_POL, 1),
    /// How light changes a plant: eight reactions.
    HIRES("HIRES, eight reactions", StiffProblem.HIRES, 1e-4);

    private static final List<Method> EXPLICIT = List.of(new DormandPrince5(), new Tsitouras5(), new DormandPrince8());
    private static final List<Method> IMPLICIT = List.of(new KennedyCarpenter4(), new Radau5());

    private final String title;
    // Fields are functions of their arguments alone.
    @SuppressWarnings("ImmutableEnumChecker")
    private final VectorField<Tensor, List<Tensor>> field;

    @SuppressWarnings("ImmutableEnumChecker")
    private final double[] start;

    private final double end;

    @SuppressWarnings("ImmutableEnumChecker")
    private final double[] solution;

    private final double absolute;
    private final double floor;
    private final boolean isStiff;

    /// @param absolute the absolute tolerance, as a part of the relative one
    /// @param floor what is added to a component's size before an error is divided by it
    Equation(
            String title,
            VectorField<Tensor, List<Tensor>> field,
            double[] start,
            double end,
            double[] solution,
            double absolute,
            double floor,
            boolean isStiff) {
        this.title = title;
        this.field = field;
        this.start = start;
        this.end = end;
        this.solution = solution;
        this.absolute = absolute;
        this.floor = floor;
        this.isStiff = isStiff;
    }

    Equation(String title, StiffProblem problem, double absolute) {
        this(
                title,
                problem.field(),
                problem.start().toDoubles(),
                problem.end(),
                problem.solution().toDoubles(),
                absolute,
                0,
                true);
    }

    private static Tensor cubeOfDistance(Tensor x, Tensor z) {
        var square = x.square().add(z.square());
        return square.mul(square.sqrt());
    }

    /// The equation in words.
    String title() {
        return title;
    }

    /// The methods that it is solved by.
    List<Method> methods() {
        return isStiff ? IMPLICIT : EXPLICIT;
    }

    /// What a peer has to know of it.
    ///
    /// @param key its name
    /// @param start the state at time 0
    /// @param end the last time
    /// @param absolute the absolute tolerance, as a part of the relative one
    /// @param isStiff whether it asks for implicit methods
    record Task(String key, double[] start, double end, double absolute, boolean isStiff) {}

    /// It as a task.
    Task task() {
        return new Task(name(), start.clone(), end, absolute, isStiff);
    }

    /// A compiled solver and where it starts.
    ///
    /// @param program from the state at the beginning to the solution
    /// @param start the state at the beginning
    record Solver(Jit.Of1<Tensor, Solution<Tensor>> program, Tensor start) {
        Solution<Tensor> solve() {
            return program.apply(start);
        }
    }

    /// A solver of a method to a relative tolerance.
    Solver solver(Method method, double tolerance) {
        var ode = Ode.of(field).method(method).tolerance(tolerance, tolerance * absolute);
        return new Solver(jit((Tensor y) -> ode.solve(y, 0, end, List.of())), Tensor.of(start));
    }

    /// How wrong a state at the end is: the largest error of a component, by the component's size.
    double error(double[] reached) {
        var largest = 0.0;
        for (var i = 0; i < solution.length; i++) {
            var error = Math.abs(reached[i] - solution[i]) / (Math.abs(solution[i]) + floor);
            // a NaN is the largest of all
            largest = Double.isNaN(error) ? Double.NaN : Math.max(largest, error);
        }
        return largest;
    }
}
