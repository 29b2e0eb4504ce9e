package dev.costate.studies.linearrnn;

import dev.costate.CostateException;
import dev.costate.Tensor;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn1;
import dev.costate.lab.NumberText;
import dev.costate.lab.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/// The document's slips: what Python says to them, and what they do where it says nothing.
final class SlipChapter {
    private final Story story;
    private final List<Map<String, Object>> trials = new ArrayList<>();
    private Table silent = Table.of("slip", "gradient", "error", "check", "RProp ends at");

    private SlipChapter(Story story) {
        this.story = story;
    }

    static void tell(Story story) {
        story.run().section("What is wrong in the document");
        var chapter = new SlipChapter(story);
        chapter.stops();
        chapter.silences();
    }

    // ---- what stops
    // --------------------------------------------------------------------------------------------

    private void stops() {
        var run = story.run();
        var data = story.data();
        run.note("Six slips, each hiding the next, as Python meets them, and a wrong comment:");
        run.table(
                "slips",
                Table.of("slip and cure", "Python says")
                        .row("...len_sequence) → ...))", "SyntaxError: '(' was never closed")
                        .row("S[:-1] → S[:,-1]", NumPyErrors.allRowsButTheLast(data))
                        .row("X.shape[0] → X.shape[1]", NumPyErrors.loopOverSamples(data))
                        .row("WRec → wRec", "NameError: name 'wRec' is not defined")
                        .row("forward_states → forward_state", "NameError: name 'forward_states' is not defined")
                        .row("t → target", "NameError: name 't' is not defined")
                        .row("gradient of loss wrt t → wrt y", "nothing: a comment"));

        var shape = data.shape();
        run.fact(
                "S[:-1], " + shape,
                NumPyErrors.allRowsButTheLast(data).equals(NumPyErrors.NONE) ? "runs" : "stops",
                outcome("S[:-1]", w -> DocumentSlips.allRowsButTheLast(w, data)));
        run.fact(
                "X.shape[0], " + shape,
                NumPyErrors.loopOverSamples(data).equals(NumPyErrors.NONE) ? "runs" : "stops",
                outcome("X.shape[0]", w -> DocumentSlips.loopOverSamples(w, data)));
    }

    /// Whether the engine, too, refuses to run a slip.
    private String outcome(String slip, Fn1<Weights, BackwardPass> pass) {
        try {
            pass.apply(story.checkWeights());
            return "runs";
        } catch (CostateException e) {
            trials.add(Map.of("slip", slip, "engineSays", String.valueOf(e.getMessage())));
            return "stops";
        }
    }

    // ---- what does not
    // -----------------------------------------------------------------------------------------

    private void silences() {
        var run = story.run();
        loopOverSamples();
        allRowsButTheLast();
        leftovers();
        run.note("""
                        Three of them may also run: X.shape[0] with no more sequences than bits, S[:-1] with two \
                        sequences of one bit, WRec where an earlier cell of the notebook has left a stale wRec. \
                        Then only the check sees it:""");
        run.table("silent slips", silent);
        run.figure("slipTrials", trials);
        run.note("""
                        A stale wRec that equals the check's own even passes, and is wrong at all other weights: \
                        check at several random ones. RProp may succeed on a wrong gradient, for at (1, 1) all t \
                        - s_n are 0 and so is every costate, right or wrong: that training works proves no \
                        gradient.""");
    }

    private void loopOverSamples() {
        var data = story.data();
        int fewer = Math.min(data.samples(), data.length() - 1);
        if (fewer > 0) {
            var few = data.first(fewer);
            var gradient = silence(
                    "X.shape[0], " + few.shape(),
                    few,
                    w -> DocumentSlips.loopOverSamples(w, few),
                    "stays at " + story.startWeights().text(4));
            story.run().fact("X.shape[0], " + few.shape() + ": gradient", new double[2], gradient.toDoubles(), 0);
        }
        if (data.samples() >= data.length()) {
            var square = data.first(data.length());
            silence("X.shape[0], " + square.shape(), square, w -> DocumentSlips.loopOverSamples(w, square), "");
        }
    }

    private void allRowsButTheLast() {
        // the one shape that NumPy lets through: the answer of the first sequence is not looked at, and the
        // second target is compared with the first answer
        var two = CountingData.of(Tensor.of(new double[][] {{1}, {1}}));
        var gradient =
                silence("S[:-1], " + two.shape() + ", all ones", two, w -> DocumentSlips.allRowsButTheLast(w, two), "");
        double wx = story.checkWeights().wx().item();
        story.run().fact("S[:-1], 2 x 1: dL/dwx = wx - 2", wx - 2, gradient.wx().item(), 1e-12);
    }

    private void leftovers() {
        var data = story.data();
        double checked = story.checkWeights().wRec().item();
        double[] left = DoubleStream.of(1, checked, story.startWeights().wRec().item())
                .distinct()
                .toArray();
        var trained = story.training()
                .run(
                        Tensor.of(left),
                        (wRec, w) -> new ValueAndGrad<>(
                                LinearNet.loss(w, data),
                                DocumentSlips.leftover(w, data, wRec).gradient()),
                        done -> story.run()
                                .progress(
                                        "training on wrong gradients",
                                        done,
                                        story.config().iterations()));
        for (int i = 0; i < left.length; i++) {
            var wRec = Tensor.scalar(left[i]);
            var name = "stale wRec = " + NumberText.exact(left[i]);
            var end = trained.net(i).at(-1);
            var gradient = silence(name, data, w -> DocumentSlips.leftover(w, data, wRec), end.text(4));
            if (left[i] == 1) {
                stale(name + ": dL/dwx", gradient.wx().item());
            }
        }
    }

    /// States the slope along `wx` where no costate changes on its way back: `mean(-2 (t - s_n) t)`, for what
    /// a costate meets of the bits is their sum.
    private void stale(String name, double slope) {
        double[] t = story.data().target().toDoubles();
        double[] y = LinearNet.answer(story.checkWeights(), story.data().x()).toDoubles();
        double mean = 0;
        double size = 0;
        for (int i = 0; i < t.length; i++) {
            double term = -2 * (t[i] - y[i]) * t[i] / t.length;
            mean += term;
            size += Math.abs(term);
        }
        story.run().fact(name, mean, slope, 1e-12 * size);
    }

    /// Runs a slip beside the right gradient and the document's check.
    private Weights silence(String name, CountingData data, Fn1<Weights, BackwardPass> pass, String trainingEnd) {
        var w = story.checkWeights();
        var check = GradientCheck.of(
                v -> pass.apply(v).gradient(), w, data, story.config().eps());
        var right = GradientCheck.autodiff(w, data);
        double error = check.gradient().relativeDistance(right);
        var complaint = check.complaint();
        silent = silent.row(
                name,
                check.gradient().text(5),
                NumberText.rounded(Math.rint(1e5 * error) / 1e3, 3) + " %",
                complaint.isPresent() ? "objects" : "passes",
                trainingEnd);
        var trial = new LinkedHashMap<String, Object>();
        trial.put("slip", name);
        trial.put("gradient", check.gradient().toDoubles());
        trial.put("rightGradient", right.toDoubles());
        trial.put("relativeError", error);
        trial.put("checkSays", complaint.orElse("No gradient errors found"));
        trials.add(trial);
        return check.gradient();
    }
}
