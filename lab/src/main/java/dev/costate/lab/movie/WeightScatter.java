package dev.costate.lab.movie;

import dev.costate.Tensor;
import dev.costate.lab.plot.ColourBar;
import dev.costate.lab.plot.Layer;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.lab.plot.Style;
import dev.costate.lab.plot.Values;
import dev.costate.lab.runs.Records;
import java.util.Arrays;
import java.util.Locale;

/// The weights of a net of one hidden layer, each hidden unit a point: at the left the two weights into it, at
/// the right the weight out of it over the unit's number.
///
/// The axes hold the weights at all recorded steps and stand still. A unit keeps the colour of the weight out
/// of it at the last step, so that it can be followed.
///
/// ```java
/// import dev.costate.lab.runs.*;
///
/// void show(StudyRun study, Records records, String run) {
///     WeightScatter weights = WeightScatter.of(records, run, "weights/in_hid", "weights/hid_out");
///     study.plot("weights-end", weights.at(5000));
///     study.movie("weights", weights.movie());
/// }
/// ```
public final class WeightScatter {
    private static final double MARGIN = 1.08;
    private static final Style POINTS = Style.points().size(4.5).opacity(0.8);

    private final Records records;
    private final String run;
    private final String inHid;
    private final String hidOut;
    private final int[] steps;
    private final double reachIn;
    private final double reachOut;
    private final double[] last;

    private WeightScatter(Records records, String run, String inHid, String hidOut, int[] steps) {
        this.records = records;
        this.run = run;
        this.inHid = inHid;
        this.hidOut = hidOut;
        this.steps = steps;
        var greatestIn = 0.0;
        var greatestOut = 0.0;
        for (var step : steps) {
            var in = into(step);
            greatestIn = Math.max(greatestIn, Math.max(reach(in[0]), reach(in[1])));
            greatestOut = Math.max(greatestOut, reach(out(step)));
        }
        reachIn = MARGIN * (greatestIn == 0 ? 1 : greatestIn);
        reachOut = MARGIN * (greatestOut == 0 ? 1 : greatestOut);
        last = out(steps[steps.length - 1]);
    }

    /// The weights of a run at the steps at which both layers were kept.
    ///
    /// @param inHid the snapshot of the weights into the units, `[units, 2]` or `[2, units]`
    /// @param hidOut the snapshot of the weights out of them: as many numbers as units, of any shape
    /// @throws IllegalArgumentException if there is no step with both, or the shapes are others
    public static WeightScatter of(Records records, String run, String inHid, String hidOut) {
        var both = Arrays.stream(records.snapshotSteps(run, inHid))
                .filter(step -> Arrays.binarySearch(records.snapshotSteps(run, hidOut), step) >= 0)
                .toArray();
        if (both.length == 0) {
            throw new IllegalArgumentException("run %s has no step with snapshots of both '%s' and '%s'; it has %s"
                    .formatted(run, inHid, hidOut, records.snapshots()));
        }
        return new WeightScatter(records, run, inHid, hidOut, both);
    }

    /// The steps that can be shown.
    public int[] steps() {
        return steps.clone();
    }

    /// Both layers after `step` steps.
    ///
    /// @throws IllegalArgumentException if they were not kept then
    public PlotGrid at(int step) {
        var in = into(step);
        var out = out(step);
        var bar = ColourBar.diverging("weight out, at the end").range(-reachOut, reachOut);
        var left = Plot.of("In → hidden")
                .x("weight from x₁")
                .y("weight from x₂")
                .rangeX(-reachIn, reachIn)
                .rangeY(-reachIn, reachIn)
                .withEqualAspect()
                .add(new Layer.ColouredPoints(
                        Values.of(in[0]), Values.of(in[1]), Values.of(last), bar.hidden(), POINTS));
        var right = Plot.of("Hidden → out")
                .x("unit")
                .y("weight out")
                .rangeX(-1, out.length)
                .rangeY(-reachOut, reachOut)
                .add(new Layer.ColouredPoints(
                        Values.indices(out.length), Values.of(out), Values.of(last), bar, POINTS));
        return PlotGrid.of(String.format(Locale.ROOT, "Step %,d", step), 2, left, right)
                .size(820, 400);
    }

    /// All steps, a frame each.
    public Movie movie() {
        return Movie.of(steps.length, frame -> at(steps[frame]));
    }

    /// The weights into the units: those of the first input, then those of the second.
    private double[][] into(int step) {
        var weights = records.snapshot(run, inHid, step);
        var shape = weights.shape();
        if (shape.rank() != 2 || (shape.dim(0) != 2 && shape.dim(1) != 2)) {
            throw new IllegalArgumentException(
                    "'%s' is %s; a scatter takes two weights into each unit: [units, 2] or [2, units]"
                            .formatted(inHid, weights.type()));
        }
        var units = shape.size() / 2;
        var numbers = weights.toDoubles();
        var in = new double[2][units];
        for (var unit = 0; unit < units; unit++) {
            for (var input = 0; input < 2; input++) {
                in[input][unit] = numbers[shape.dim(1) == 2 ? 2 * unit + input : units * input + unit];
            }
        }
        return in;
    }

    private double[] out(int step) {
        Tensor weights = records.snapshot(run, hidOut, step);
        var units = records.snapshot(run, inHid, step).shape().size() / 2;
        if (weights.shape().size() != units) {
            throw new IllegalArgumentException(
                    "'%s' is %s beside %d units in '%s'; a scatter takes one weight out of each"
                            .formatted(hidOut, weights.type(), units, inHid));
        }
        return weights.toDoubles();
    }

    private static double reach(double[] weights) {
        return Arrays.stream(weights)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
    }
}
