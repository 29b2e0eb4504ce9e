package dev.costate.studies.backpropbyhand;

import static dev.costate.Costate.grad;

import dev.costate.lab.Table;

/// What the document's formula for `dC/dw1` leaves out.
final class SlipChapter {
    private static final double STEP = 1e-6;

    private SlipChapter() {}

    static void tell(Story story) {
        var run = story.run();
        run.section("What the document leaves out");
        run.note("""
                Its last line, (sigmoid(z2) - 1) sigmoid(z2) (1 - sigmoid(z2)) (-5) 3, has no factor for the ReLU. \
                That factor is 1 where z1 > 0, as here, and 0 where z1 < 0: there the first neuron is off, and \
                changing w1 a little changes nothing. With the same formula at other weights:""");
        var table = Table.of("w1", "cost", "the document's line", "with the ReLU", "autodiff", "differences");
        for (double w1 : new double[] {0.1, 0.01, 0, -0.01, -0.1}) {
            var w = Weights.of(w1, -5, -1);
            var hand = HandPass.of(w, Data.DOCUMENT);
            table = table.row(
                    w1, hand.cost(), hand.documentW1(w, Data.DOCUMENT), hand.dw1(), autodiff(w), differences(w1));
        }
        run.table("dC/dw1, other weights as in the document", table);
        run.note("""
                At w1 = 0 is the kink: the slope is 0 on the left and 2.2 on the right, autodiff and the hand take \
                0, and central differences the mean of the two. None is wrong.""");
        var off = Weights.of(-0.01, -5, -1);
        var there = HandPass.of(off, Data.DOCUMENT);
        double s = 1 / (1 + Math.E);
        run.fact("dC/dw1 at w1 = -0.01", 0, autodiff(off), 0);
        run.fact("by differences there", 0, differences(-0.01), 0);
        run.fact("the document's line", 15 * (1 - s) * s * (1 - s), there.documentW1(off, Data.DOCUMENT), 1e-14);
    }

    private static double autodiff(Weights w) {
        return grad((Weights v) -> Net.cost(v, Data.DOCUMENT)).apply(w).w1().item();
    }

    private static double differences(double w1) {
        double ahead = Net.cost(Weights.of(w1 + STEP, -5, -1), Data.DOCUMENT).item();
        double behind = Net.cost(Weights.of(w1 - STEP, -5, -1), Data.DOCUMENT).item();
        return (ahead - behind) / (2 * STEP);
    }
}
