package dev.costate.studies.momentumnetwork;

import static dev.costate.Costate.grad;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Plot;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Linear;
import dev.costate.ops.Creation;
import java.util.Optional;

/// The two forms of the backward pass beside autodiff, and where the bias is.
final class BackpropChapter {
    private final Weights start;

    BackpropChapter(Weights start) {
        this.start = Tree.member(start, 0);
    }

    void tell(StudyRun run) {
        run.section("The backward pass");
        run.note("""
                The document takes the derivative of the sigmoid at the activation a = s(z), where it belongs at z. Put \
                right it is a (1 - a). The other lines are right: the derivatives, their order, and momentum.""");
        Weights slope = Tree.map(grad(Network::loss).apply(start), Tensor::neg);
        var table = Table.of("derivative", "cosine with - gradient", "length / that of the gradient");
        for (var derivative : Derivative.values()) {
            Weights change = Network.backprop(start, derivative);
            double length = Tree.norm(change).item() / Tree.norm(slope).item();
            table = table.row(derivative.label(), cosine(change, slope), length);
        }
        run.table("the change at the start of the first net", table);

        Weights right = Network.backprop(start, Derivative.OF_THE_INPUT);
        double scale = Tree.norm(slope).item();
        run.fact(
                "backprop with a (1 - a) = - gradient by autodiff",
                Tree.ravel(slope).vector().toDoubles(),
                Tree.ravel(right).vector().toDoubles(),
                1e-14 * scale);
        bias(run);
        run.plot("derivatives", picture());
    }

    private static double cosine(Weights a, Weights b) {
        return Tree.inner(a, b).item() / (Tree.norm(a).item() * Tree.norm(b).item());
    }

    /// A layer with two inputs and a bias says the same as the document's with a column of ones.
    private void bias(StudyRun run) {
        var layer = new Linear(
                start.weights1().get(":2").transpose(),
                Optional.of(start.weights1().get("2")));
        Tensor withBias = Activation.SIGMOID.apply(layer.apply(Xor.X.get(":, :2")));
        run.note("""
                There is a bias: the third column of the data is always 1, so the third row of weights1 is one for each \
                hidden unit. Only the output has none, and XOR does not need it.""");
        run.fact(
                "a layer with bias = the column of ones",
                Network.hidden(start).toDoubles(),
                withBias.toDoubles(),
                1e-15);
    }

    private static Plot picture() {
        Tensor z = Creation.linspace(DType.FLOAT64, -8, 8, 321);
        Tensor a = z.sigmoid();
        var plot = Plot.of("The derivative of the sigmoid, and what the document takes for it")
                .subtitle("s'(a) is from 0.197 to 0.25: nearly a constant, as if the units were linear")
                .x("z, the input of a unit")
                .y("factor in the backward pass")
                .rangeY(0, 0.3);
        for (var derivative : Derivative.values()) {
            plot = plot.line(derivative.label(), z.toDoubles(), derivative.at(a).toDoubles());
        }
        return plot;
    }
}
