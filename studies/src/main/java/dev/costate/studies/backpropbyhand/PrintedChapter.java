package dev.costate.studies.backpropbyhand;

import static dev.costate.Costate.grad;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import java.util.stream.DoubleStream;

/// The numbers that the document prints, by hand and by the engine.
final class PrintedChapter {
    private static final double EIGHT_DECIMALS = 5e-9;

    /// A number printed in full is known to half a unit of its last place; three or four operations may lose as
    /// many.
    private static final double FULL = 1e-15;

    private PrintedChapter() {}

    static void tell(StudyRun run) {
        var w = Weights.DOCUMENT;
        var hand = HandPass.of(w, Data.DOCUMENT);
        run.section("What the document prints");
        run.note("""
                Two neurons, one sample: x = 3, w1 = 0.01, w2 = -5, b = -1, target 1. So z1 = 0.03, the first neuron \
                is on, z2 = -5 x 0.03 - 1 = -1.15, and the output sigmoid(-1.15) = 0.24 is too small.""");
        var places = Tensor.of(-2.0, 0.0, 1.0, 4.0);
        double[] slopes = {.10499359, .25, .19661193, .01766271};
        run.fact(
                "sigmoid' = s (1 - s)",
                slopes,
                places.sigmoid().mul(places.sigmoid().rsub(1)).toDoubles(),
                EIGHT_DECIMALS);
        run.fact(
                "sigmoid' by autodiff",
                slopes,
                DoubleStream.of(places.toDoubles()).map(PrintedChapter::slope).toArray(),
                EIGHT_DECIMALS);
        var values = Net.values(w, Data.DOCUMENT);
        run.fact("z2", -1.15, values.z2().item(), FULL);
        run.fact("sigmoid(z2)", 0.24048908305088898, values.y().item(), FULL);
        run.fact("cost", 0.28842841648243966, Net.cost(w, Data.DOCUMENT).item(), FULL);
        run.fact("dC/db by hand", -0.13872777081136367, hand.dz2(), FULL);
        run.fact("dC/dw2 by hand", -0.00416183312434091, hand.dw2(), FULL);
        run.fact("dC/dw1 by hand", 2.0809165621704553, hand.dw1(), 4 * FULL);
    }

    private static double slope(double z) {
        return grad((Tensor t) -> t.sigmoid()).apply(Tensor.scalar(z)).item();
    }
}
