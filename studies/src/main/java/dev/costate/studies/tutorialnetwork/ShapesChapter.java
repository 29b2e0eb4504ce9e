package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.findNonFinite;
import static dev.costate.Costate.grad;
import static dev.costate.Costate.scan;

import dev.costate.CostateException;
import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import java.util.function.Supplier;

/// The shapes line by line, and what NumPy and Costate say where they do not match.
final class ShapesChapter {
    private final Net net;

    ShapesChapter(Net net) {
        this.net = net;
    }

    void tell(StudyRun run) {
        run.section("The matrices");
        var lines = DocumentLines.of(net);
        int n = net.neurons();
        run.table(
                "shapes",
                Table.of("line", "has", "should have")
                        .row("hiddenLayerLog", lines.hiddenLayerLog().shape().toString(), "[4,%d]".formatted(n))
                        .row("predictedOutput", lines.predictedOutput().shape().toString(), "[4,1]")
                        .row("logDerivative", lines.logDerivative().shape().toString(), "[4,1]")
                        .row("deltaOutputSum", lines.deltaOutputSum().shape().toString(), "[4,1]")
                        .row(
                                "newHiddenWeights",
                                lines.newHiddenWeights().shape().toString(),
                                "[1,%d]".formatted(n))
                        .row("deltaHiddenSum", lines.deltaHiddenSum().shape().toString(), "[4,%d]".formatted(n))
                        .row("newInputWeights", "stops", "[%d,2]".formatted(n)));
        run.note("NumPy says at the last line: ValueError: operands could not be broadcast together with shapes"
                + " (%d,4) (4,2). Three lines were wrong before it, and nothing said so.".formatted(n));

        String last = saying(lines::newInputWeights);
        run.note("Costate, at the same line: " + last);
        run.fact("names the operation", true, last.startsWith("div: shapes do not broadcast"));
        run.fact("names both shapes", true, last.contains("f64[%d,4] and f64[4,2]".formatted(n)));
        run.fact("names the axis that differs", true, last.contains("(axis -1: 4 vs 2)"));
        run.fact("names the line", true, last.contains("at DocumentLines.java:"));

        String forgotten =
                saying(() -> grad((Net w) -> Xnor.X.matmul(w.inHid()).sum()).apply(net));
        run.note("Without the transposition of the weights: " + forgotten);
        if (n == Xnor.X.dim(1)) {
            run.note("With two neurons the weights are square, and nothing can be seen of it.");
        } else {
            run.fact("names the weight in its record", true, forgotten.contains("f64[%d,2] (net.inHid)".formatted(n)));
            run.fact("guesses the cure", true, forgotten.endsWith("transpose an operand?"));
        }

        String grown = saying(() ->
                scan((Net w) -> new Net(w.inHid(), DocumentLines.of(w).newHiddenWeights()), net, 2));
        run.note("The weights that took a row for each sample, in a loop: " + grown);
        run.fact(
                "the loop sees weights that grow",
                true,
                grown.contains("hidOut is f64[4,%d], not f64[1,%d]".formatted(n, n)));

        String infinite =
                saying(() -> findNonFinite(() -> Tensor.ones(Xnor.SIZE, 1).div(Xnor.X)));
        run.note("""
                And if the shapes did match: the tutorial divides by its inputs, which are 1 there and also 0 here. \
                findNonFinite says: \
                """ + infinite);
        run.fact("division by the inputs", true, infinite.startsWith("div: makes Infinity of finite inputs"));
    }

    /// The message of what stops, or a text that says that nothing did.
    private static String saying(Supplier<?> program) {
        try {
            return "nothing, it gives " + program.get();
        } catch (CostateException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
