package dev.costate.studies.backpropbyhand;

import static dev.costate.Costate.hvp;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.scanSteps;
import static dev.costate.Costate.valueAndGrad;
import static dev.costate.Costate.vmap;

import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Scale;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.optim.Schedule;
import dev.costate.nn.optim.Trained;
import java.util.stream.IntStream;

/// One step of gradient descent, and many.
final class DescentChapter {
    private static final double[] RATES = {1e-4, 1e-3, 4e-3, 1e-2, 0.1, 1};

    private static final int FIRST_STEPS = 20;

    private DescentChapter() {}

    /// The cost and the weights before each step.
    private record Seen(Tensor cost, Weights weights) {}

    static void tell(Story story) {
        var run = story.run();
        var w = story.weights();
        var gradient = story.gradient(w);
        double cost = story.cost(w);
        double slope = Tree.inner(gradient, gradient).item();
        double bend = Tree.inner(gradient, hvp((Weights v) -> Net.cost(v, story.data()), w, gradient))
                .item();
        run.section("A step of gradient descent");
        run.note("""
                A step of rate r moves the weights by -r g. To first order the cost falls by r |g|^2, to second \
                order by r |g|^2 - r^2 g H g / 2, with the curvature along g from a product with the Hessian.""");
        var table = Table.of("rate", "w1 after", "w2 after", "b after", "cost after", "it fell by", "to second order");
        for (double rate : RATES) {
            var after = step(w, gradient, rate);
            table = table.row(
                    rate,
                    after.w1().item(),
                    after.w2().item(),
                    after.b().item(),
                    story.cost(after),
                    cost - story.cost(after),
                    rate * slope - rate * rate * bend / 2);
        }
        run.table("one step from cost " + NumberText.rounded(cost, 8), table);
        if (story.isDocument()) {
            document(story, gradient, cost, slope, bend);
        }
        run.plot("descent", plot(story));
    }

    /// What is known of the document's weights.
    private static void document(Story story, Weights gradient, double cost, double slope, double bend) {
        var run = story.run();
        var w = story.weights();
        double rate = 1e-4;
        double fall = cost - story.cost(step(w, gradient, rate));
        // the third derivative of the cost along g is below 1/2 (15 |dw1| + ...)^3 in size: 32^3 / 2
        run.fact("fall at rate 1e-4", rate * slope - rate * rate * bend / 2, fall, Math.pow(32 * rate, 3) / 12);
        double last = w.w1().item() / gradient.w1().item();
        run.note("""
                All these steps lower the cost, but look at w1: from rate w1 / (dC/dw1) = %s on it ends below 0. \
                Then the first neuron is off, its derivatives are 0 and stay 0, and all that is left to learn is b. \
                Smaller rates only take a few steps more. Here it does no harm, since with w2 = -5 the neuron only pulled the wrong way; in a larger net it \
                is how units die.""".formatted(NumberText.rounded(last, 4)));
        run.fact("rate 0.1 lowers the cost", story.cost(step(w, gradient, 0.1)) < cost);
        run.fact(
                "and turns the neuron off",
                HandPass.of(step(w, gradient, 0.1), story.data()).z1() < 0);
        var dead = story.gradient(step(w, gradient, 0.1));
        run.fact(
                "dC/dw1, dC/dw2 from then",
                new double[] {0, 0},
                new double[] {dead.w1().item(), dead.w2().item()},
                0);
        run.fact("last rate to leave it on", 0.01 / 2.0809165621704553, seek(story, gradient), 1e-9);
    }

    /// The largest rate after whose step the first neuron is on, by bisection.
    private static double seek(Story story, Weights gradient) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (HandPass.of(step(story.weights(), gradient, middle), story.data())
                            .z1()
                    > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static Weights step(Weights w, Weights gradient, double rate) {
        return Tree.map(w, gradient, (value, slope) -> value.sub(slope.mul(rate)));
    }

    /// Gradient descent at several rates side by side, in one compiled program.
    private static Seen descend(Story story, Tensor rates) {
        return jit(vmap((Tensor rate) -> {
                    var optimiser = Optimisers.sgd(Schedule.constant(rate));
                    return scanSteps(
                                    (Trained<Weights> before) -> {
                                        var at = valueAndGrad((Weights w) -> Net.cost(w, story.data()))
                                                .apply(before.parameters());
                                        return new Step<>(
                                                optimiser.step(before, at.grad()),
                                                new Seen(at.value(), before.parameters()));
                                    },
                                    new Trained<>(story.weights(), optimiser.init(story.weights())),
                                    story.config().steps())
                            .out();
                }))
                .apply(rates);
    }

    private static PlotGrid plot(Story story) {
        double[] rates = {1e-3, 0.1, 1};
        var seen = descend(story, Tensor.of(rates));
        double[] steps =
                IntStream.range(0, story.config().steps()).asDoubleStream().toArray();
        var cost = Plot.of("cost").x("step").y("cost");
        var first = Plot.of("w1, the first steps: off below 0")
                .x("step")
                .y("w1")
                .rangeX(0, FIRST_STEPS)
                .scaleY(Scale.symlog(1e-3))
                .horizontal(0, "");
        var bias = Plot.of("b: all that is left to learn").x("step").y("b");
        for (int i = 0; i < rates.length; i++) {
            var name = "rate " + NumberText.exact(rates[i]);
            cost = cost.line(name, steps, seen.cost().get(i).toDoubles());
            first = first.line(name, steps, seen.weights().w1().get(i).toDoubles());
            bias = bias.line(name, steps, seen.weights().b().get(i).toDoubles());
        }
        return PlotGrid.of("Gradient descent", 3, cost, first, bias).size(1120, 400);
    }
}
