package dev.costate.studies.countones;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.NumberText;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Linear;
import dev.costate.nn.recurrent.CellWeights;
import dev.costate.nn.recurrent.Rnn;
import dev.costate.nn.recurrent.RnnCell;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The linear net, of which everything is known.
final class LinearChapter {
    private static final double[] RECURRENT = {0.9, 1, 1.1};
    private static final int SEQUENCES = 8;

    private LinearChapter() {}

    static void tell(Story story) {
        var run = story.run();
        run.section("The linear net");
        run.note("""
                s_t = x_t + w s_{t-1} with w = 1 counts without an error at any length. A step back through time \
                multiplies its costate by w, m steps by w^m: it lasts for w = 1 alone. It is held to that for w = %s.""".formatted(String.join(
                ", ", Arrays.stream(RECURRENT).mapToObj(NumberText::exact).toList())));
        for (int length : story.lengths()) {
            var data = story.tests(DType.FLOAT64, length, SEQUENCES);
            run.fact(
                    "linear net, w = 1: error at " + length + " bits",
                    0.0,
                    linear(1).error(data).item());
            double worst = 0;
            for (double w : RECURRENT) {
                worst = Math.max(worst, worstError(w, Costates.of(linear(w), data)));
            }
            run.factAtMost("its costate is w^m: worst relative error, " + length + " bits", 1e-12, worst);
        }
    }

    /// The net with one unit, the weights 1 and w, and no bias.
    private static CountingNet<Tensor> linear(double w) {
        var one = Tensor.of(new double[][] {{1}});
        var weights = new CellWeights(one, one.mul(w), Optional.empty(), Optional.empty());
        return new CountingNet<>(
                new Rnn(List.of(new RnnCell(weights, Activation.IDENTITY)), List.of(), 0),
                new Linear(one, Optional.empty()),
                1);
    }

    private static double worstError(double w, Tensor costates) {
        var all = (double[][][]) costates.toArray();
        double worst = 0;
        int last = all.length - 1;
        for (int m = 0; m <= last; m++) {
            for (int i = 0; i < SEQUENCES; i++) {
                double expected = Math.pow(w, m) * all[last][i][0];
                double error = Math.abs(all[last - m][i][0] - expected);
                worst = Math.max(worst, expected == 0 ? error : error / Math.abs(expected));
            }
        }
        return worst;
    }
}
