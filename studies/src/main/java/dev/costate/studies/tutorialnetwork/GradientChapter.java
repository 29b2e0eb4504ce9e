package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.grad;

import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;

/// The right gradient by hand, by autodiff and by differences, and how far the mistaken ones are from theirs.
final class GradientChapter {
    private static final double TOLERANCE = 1e-12;

    private final Net net;

    GradientChapter(Net net) {
        this.net = net;
    }

    void tell(StudyRun run) {
        run.section("The gradient");
        Net byHand = Backprop.RIGHT.gradient(net);
        Net autodiff = grad(Backprop.RIGHT::loss).apply(net);
        Net differences = Differences.gradient(Backprop.RIGHT::loss, net);
        run.table(
                "the first elements of the right gradient",
                Table.of("way", "dL/dinHid[0,0]", "dL/dinHid[0,1]", "dL/dhidOut[0,0]")
                        .row(row("by hand", byHand))
                        .row(row("autodiff", autodiff))
                        .row(row("differences", differences)));
        fact(run, "by hand = autodiff", autodiff, byHand);
        fact(run, "by hand = differences", differences, byHand);

        var table = Table.of("mistake", "cosine", "length / right length");
        for (var backprop : Backprop.values()) {
            Net taken = backprop.gradient(net);
            Net right = grad(backprop::loss).apply(net);
            table = table.row(
                    backprop.label(),
                    Tree.inner(taken, right).item()
                            / (Tree.norm(taken).item() * Tree.norm(right).item()),
                    Tree.norm(taken).item() / Tree.norm(right).item());
        }
        run.table("each mistake alone, beside the gradient of its own loss", table);
        run.note("""
                Of its mistakes the sum is the only one that leaves a gradient a gradient: that of a net that cannot \
                learn the task. A sign in both layers, as s(-z) makes it, turns the change of the last layer round and \
                leaves that of the first.""");
    }

    private static Object[] row(String way, Net gradient) {
        return new Object[] {
            way,
            gradient.inHid().get(0, 0).item(),
            gradient.inHid().get(0, 1).item(),
            gradient.hidOut().get(0, 0).item()
        };
    }

    private static void fact(StudyRun run, String name, Net expected, Net measured) {
        run.fact(
                name + ", inHid", expected.inHid().toDoubles(), measured.inHid().toDoubles(), TOLERANCE);
        run.fact(
                name + ", hidOut",
                expected.hidOut().toDoubles(),
                measured.hidOut().toDoubles(),
                TOLERANCE);
    }
}
