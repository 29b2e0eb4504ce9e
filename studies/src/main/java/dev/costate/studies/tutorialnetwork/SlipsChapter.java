package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import java.util.Arrays;
import java.util.stream.IntStream;

/// What each wrong line comes to, in numbers.
final class SlipsChapter {
    private final Net net;
    private final DocumentLines lines;

    SlipsChapter(Net net) {
        this.net = net;
        lines = DocumentLines.of(net);
    }

    void tell(StudyRun run) {
        run.section("The lines that ran");
        minusZ(run);
        sum(run);
        outer(run);
        division(run);
    }

    private void minusZ(StudyRun run) {
        run.note("""
                1 / (1 + exp(z)) is s(-z): a right net whose weights have the other sign. But its derivative is -s (1 - \
                s), and the document keeps s (1 - s).""");
        Net negated = Tree.map(net, Tensor::neg);
        run.fact(
                "1 / (1 + exp(z)) = s(-z)",
                Backprop.RIGHT.hidden(negated, Xnor.X).toDoubles(),
                lines.hiddenLayerLog().toDoubles(),
                1e-15);
        Net taken = Backprop.SIGMOID_OF_MINUS_Z.gradient(net);
        Net right = grad(Backprop.SIGMOID_OF_MINUS_Z::loss).apply(net);
        double scale = Tree.norm(right).item();
        run.fact(
                "one sign is wrong in the last layer",
                right.hidOut().neg().toDoubles(),
                taken.hidOut().toDoubles(),
                1e-14 * scale);
        run.fact(
                "two make it right in the first",
                right.inHid().toDoubles(),
                taken.inHid().toDoubles(),
                1e-14 * scale);
    }

    private void sum(StudyRun run) {
        run.note("""
                The output adds up all weights and all activations. Each weight then does the same, a single bias, and \
                every neuron counts as 1.""");
        double[] slopes = Backprop.SUM_FOR_DOT.gradient(net).hidOut().toDoubles();
        double slope =
                grad(Backprop.SUM_FOR_DOT::loss).apply(net).hidOut().get(0, 0).item();
        double[] expected = new double[slopes.length];
        Arrays.fill(expected, slope);
        run.fact("a sum: all weights have one slope", expected, slopes, 1e-15);
    }

    private void outer(StudyRun run) {
        run.note("""
                s (1 - s)^T is a product of matrices, [4,4]; times the residuals it is s times one number for all \
                samples, so that all answers are pushed the same way, though two are to rise and two to fall.""");
        double[] s = lines.predictedOutput().toDoubles();
        double[] r = lines.residual().toDoubles();
        double common =
                IntStream.range(0, s.length).mapToDouble(i -> (1 - s[i]) * r[i]).sum();
        double[] delta = lines.deltaOutputSum().toDoubles();
        run.fact(
                "s (1 - s)^T r = s ((1 - s) . r)",
                IntStream.range(0, s.length).mapToDouble(i -> s[i] * common).toArray(),
                delta,
                1e-15);
        long wrong =
                IntStream.range(0, s.length).filter(i -> delta[i] * r[i] < 0).count();
        run.fact("samples pushed the wrong way", 2L, wrong);
    }

    private void division(StudyRun run) {
        run.note("""
                The tutorial asks which change of one weight would make up for the delta alone: change x activation = \
                delta, so it divides. All weights then do the whole work at once, and most where the activation is \
                least. The gradient asks how much each contributes, and multiplies.""");
        Tensor h = Backprop.RIGHT.hidden(net, Xnor.X);
        Tensor d = Backprop.RIGHT.atOutput(Backprop.RIGHT.output(net, Xnor.X));
        Tensor divided = d.div(h);
        run.fact(
                "divided: one weight makes up for the delta",
                d.broadcastTo(Xnor.SIZE, net.neurons()).toDoubles(),
                divided.mul(h).toDoubles(),
                1e-15);
        double overshoot = divided.mul(h).sum(1).div(d.squeeze(1)).mean().item();
        run.fact("all together: so many times too much", net.neurons(), overshoot, 1e-12 * net.neurons());
    }
}
