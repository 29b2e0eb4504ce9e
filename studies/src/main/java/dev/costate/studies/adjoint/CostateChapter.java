package dev.costate.studies.adjoint;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.numerics.ode.Method;
import dev.costate.numerics.ode.explicit.Heun;
import dev.costate.numerics.ode.explicit.RungeKutta4;
import dev.costate.random.LegacyNumPy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The costate three ways: by hand, by automatic differentiation, and by the continuous adjoint equation.
final class CostateChapter {
    private static final int[] GRIDS = {25, 50, 100, 200, 400, 800};
    private static final double RUNNING = 0.7;
    private static final double DEVIATION = 0.8;
    /// What the methods' orders are measured on: beyond, Runge-Kutta 4 has nothing left but rounding.
    private static final int[] MEASURED = {1, 2};

    private final SmoothFlow flow;
    private final Tensor exact;

    CostateChapter(ControlProblem problem, long seed) {
        // A weight on the way that one can see, and a nonlinearity without a kink: a kink has no order.
        ControlProblem smooth = new ControlProblem(
                problem.inputs(),
                problem.targets(),
                problem.timePoints(),
                problem.horizon(),
                RUNNING,
                problem.penalty(),
                Nonlinearity.TANH);
        flow = new SmoothFlow(smooth, SmoothControls.draw(new LegacyNumPy(seed), smooth.dimension(), DEVIATION));
        exact = flow.costates(GRIDS[GRIDS.length - 1]).costate();
    }

    void report(StudyRun run) {
        run.section("The costate, three ways");
        run.note("""
                How much does the cost feel a push of the state at time t? By hand: the costate equation of Euler's \
                steps. By autodiff: the derivative of the same steps' cost by a kick. And before any grid: the adjoint \
                equation -p' = s'(x) * (V^T p) + w1 (x - y), p(T) = x(T) - y, solved backwards by Dormand-Prince 8(5,3) \
                to 1e-13. The first two are one number, however long the steps. The third is what they tend to.""");
        double[] dt = Arrays.stream(GRIDS)
                .mapToDouble(steps -> flow.problem().horizon() / steps)
                .toArray();
        double[] hand = new double[GRIDS.length];
        double[] euler = new double[GRIDS.length];
        for (int i = 0; i < GRIDS.length; i++) {
            ControlProblem grid = flow.problem().lasting(flow.problem().horizon(), GRIDS[i] + 1);
            Controls controls = flow.controls().on(grid);
            Tensor byHand = CostateEquation.solve(grid, controls, StateEquation.solve(grid, controls));
            hand[i] = Controls.relativeDifference(byHand, AutodiffGradient.costates(grid, controls));
            euler[i] = Controls.relativeDifference(byHand, at(GRIDS[i]).get("1:"));
        }
        double[] heun = atTheStart(new Heun());
        double[] rk4 = atTheStart(new RungeKutta4());
        Table table =
                Table.of("steps", "hand - autodiff", "hand - adjoint", "Heun - adjoint", "Runge-Kutta 4 - adjoint");
        for (int i = 0; i < GRIDS.length; i++) {
            table = table.row(GRIDS[i], hand[i], euler[i], heun[i], rk4[i]);
        }
        run.table("largest difference of the costates, relative", table);
        run.fact("by hand = by autodiff", 0, Arrays.stream(hand).max().orElseThrow(), GradientCheck.ROUNDING);
        // what is left out of an order measured on steps of this length is of the order of their length
        run.fact("Euler's costate tends to the adjoint's: order", 1, order(euler, GRIDS.length - 2), 0.05);
        run.fact("Heun's: order", 2, order(heun, MEASURED[1]), 0.1);
        run.fact("Runge-Kutta 4's: order", 4, order(rk4, MEASURED[1]), 0.2);
        run.note("""
                So the discrete costate is exact for the discrete problem, and wrong by O(dt) for the continuous one, \
                as Euler's states are. Who differentiates the steps of a better method gets that method's order; who \
                wants the gradient of what the program computes has it in both cases to the last digit.""");
        run.plot("three-costates", picture(dt, List.of(hand, euler, heun, rk4)));
    }

    /// The adjoint's costates on a coarser grid, `[steps + 1, I, N]`.
    private Tensor at(int steps) {
        int stride = GRIDS[GRIDS.length - 1] / steps;
        Tensor places =
                Tensor.of(IntStream.rangeClosed(0, steps).map(k -> k * stride).toArray());
        return exact.take(places, 0);
    }

    /// How far the derivative of a method's cost by the inputs is from the adjoint's costate at 0.
    private double[] atTheStart(Method method) {
        return Arrays.stream(GRIDS)
                .mapToDouble(steps -> {
                    Tensor costate = jit(grad((Tensor inputs) -> flow.cost(method, steps, inputs)))
                            .apply(flow.problem().inputs());
                    return Controls.relativeDifference(costate, exact.get(0));
                })
                .toArray();
    }

    /// The order seen between one grid and the next.
    private static double order(double[] errors, int grid) {
        return Math.log(errors[grid] / errors[grid + 1]) / Math.log(GRIDS[grid + 1] / (double) GRIDS[grid]);
    }

    private PlotGrid picture(double[] dt, List<double[]> errors) {
        List<String> names = List.of("hand - autodiff", "hand - adjoint", "Heun - adjoint", "Runge-Kutta 4 - adjoint");
        List<Colour> colours = List.of(Colour.BLACK, Colour.BLUE, Colour.VERMILLION, Colour.GREEN);
        Plot differences = Plot.of("their differences")
                .x("dt")
                .y("largest difference, relative")
                .logX()
                .logY()
                .rangeY(1e-17, 10);
        for (int i = 0; i < names.size(); i++) {
            differences = differences.line(
                    names.get(i), dt, errors.get(i), Style.linePoints().colour(colours.get(i)));
        }
        for (int order : new int[] {1, 2, 4}) {
            double[] last = errors.get(order == 4 ? 3 : order);
            differences = differences.theory(
                    order == 1 ? "dt, dt^2, dt^4" : "",
                    dt,
                    Arrays.stream(dt)
                            .map(x -> last[1] * Math.pow(x / dt[1], order))
                            .toArray());
        }
        return PlotGrid.of("The costate by hand, by autodiff and by the adjoint equation", 2, courses(), differences)
                .subtitle("smooth V(t), b(t); tanh; w1 = " + RUNNING)
                .size(1020, 400);
    }

    /// One sample's costate on a coarse grid over the continuous one.
    private Plot courses() {
        int steps = GRIDS[0];
        ControlProblem grid = flow.problem().lasting(flow.problem().horizon(), steps + 1);
        Controls controls = flow.controls().on(grid);
        Tensor coarse = CostateEquation.solve(grid, controls, StateEquation.solve(grid, controls));
        double[] fine = times(GRIDS[GRIDS.length - 1], 0);
        double[] few = times(steps, 1);
        Plot plot = Plot.of("one sample's costate").x("time").y("p(t), Phi_k");
        for (int j = 0; j < flow.problem().dimension(); j++) {
            Colour colour = j == 0 ? Colour.BLUE : Colour.VERMILLION;
            String component = "component " + (j + 1);
            plot = plot.line(
                            component,
                            fine,
                            exact.get(":, 0, " + j).toDoubles(),
                            Style.solid().colour(colour))
                    .scatter(
                            j == 0 ? "by hand, %d steps".formatted(steps) : "",
                            few,
                            coarse.get(":, 0, " + j).toDoubles(),
                            Style.points().marker(Style.Marker.RING).colour(colour));
        }
        return plot;
    }

    private double[] times(int steps, int from) {
        return IntStream.rangeClosed(from, steps)
                .mapToDouble(k -> flow.problem().horizon() * k / steps)
                .toArray();
    }
}
