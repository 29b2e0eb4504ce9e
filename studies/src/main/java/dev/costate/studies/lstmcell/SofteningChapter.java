package dev.costate.studies.lstmcell;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.NumberText;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.Map;

/// How much less would do: the same weights times a scale, from answers alone and from gradients alone.
final class SofteningChapter {
    private static final int SCALES = 61;
    private static final double LEAST = 1e-2;

    private SofteningChapter() {}

    /// What becomes of the cell at each scale, `[scales]`.
    ///
    /// @param right the share of steps answered rightly
    /// @param slope the length of the loss's gradient by the nine numbers that do not make the output gate
    private record AtScale(Tensor right, Tensor slope) {}

    static void tell(Tensor all, StudyRun run) {
        run.section("How much less would do");
        run.note("""
                All twelve weights times one scale: at 1 the document's cell, towards 0 gates that stay half open \
                at all times. The answers stay right far below 1, and the gradients come alive:""");
        var scales = Creation.linspace(DType.FLOAT64, Math.log10(LEAST), 0, SCALES)
                .mul(Math.log(10))
                .exp();
        var at = jit(vmap((Tensor scale) -> atScale(all, scale))).apply(scales);
        var some = Tensor.of(1, 0.3, 0.1, 0.07, 0.05, 0.01);
        var shown = vmap((Tensor scale) -> atScale(all, scale)).apply(some);
        var table = Table.of("scale", "right answers", "gradient, nine numbers");
        for (int i = 0; i < some.dim(0); i++) {
            table = table.row(
                    some.get(i).item(),
                    NumberText.rounded(100 * shown.right().get(i).item(), 4) + " %",
                    shown.slope().get(i).item());
        }
        run.table("the cell at a scale", table);
        run.fact("right at the document's scale", 1, shown.right().get(0).item(), 0);
        run.fact("right at a tenth of it", 1, shown.right().get(2).item(), 0);
        var document = grad((Weights w) -> Training.loss(w, all, BitSequences.answers(all)))
                .apply(Weights.DOCUMENT);
        // on zeros the output gate is half open, and there its weight of x has nothing to multiply
        run.fact(
                "numbers that feel the loss",
                List.of("output.h", "output.b"),
                Tree.named(document).entrySet().stream()
                        .filter(weight -> Math.abs(weight.getValue().item()) > 1e-9)
                        .map(Map.Entry::getKey)
                        .toList());
        run.figure("rightByScale", List.of(scales.toDoubles(), at.right().toDoubles()));
        run.plot("softening", plot(scales.toDoubles(), at));
    }

    private static AtScale atScale(Tensor all, Tensor scale) {
        var answers = BitSequences.answers(all);
        var w = Weights.DOCUMENT.scaled(scale);
        var seen = Cell.run(w, all);
        var gradient = grad((Weights v) -> Training.loss(v, all, answers)).apply(w);
        var nine = List.of(gradient.forget(), gradient.input(), gradient.candidate());
        return new AtScale(
                Cell.rounded(seen.h()).eq(answers).to(DType.FLOAT64).mean(),
                Layout.stack(Tree.leaves(nine), 0).norm());
    }

    private static PlotGrid plot(double[] scales, AtScale at) {
        return PlotGrid.of(
                        "The same cell, less hard driven",
                        2,
                        Plot.of("right answers")
                                .x("scale of the weights")
                                .y("share of steps")
                                .logX()
                                .rangeY(0, 1.05)
                                .line("", scales, at.right().toDoubles()),
                        Plot.of("gradient by the weights of f, i and g")
                                .x("scale of the weights")
                                .y("length")
                                .logX()
                                .logY()
                                .line("", scales, at.slope().toDoubles()))
                .subtitle("scale 1: the document's weights; all sequences, rounded answers")
                .size(940, 380);
    }
}
