package dev.costate.studies.linearrnn;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;

import dev.costate.Jit;
import dev.costate.Tensor;
import dev.costate.Vmap;
import java.util.function.IntConsumer;

/// The loss over a grid of weights.
///
/// @param wx the columns
/// @param wRec the rows
/// @param loss `loss[row][column]`
record LossSurface(double[] wx, double[] wRec, double[][] loss) {
    /// Evaluates the loss on `data` at every pair of weights, a row of the grid in one call of one compiled
    /// program.
    ///
    /// @param afterRow told how many rows are done
    static LossSurface over(double[] wx, double[] wRec, CountingData data, IntConsumer afterRow) {
        Jit.Of2<Tensor, Tensor, Tensor> row =
                jit((columns, height) -> vmap((Tensor x, Tensor rec) -> LinearNet.loss(new Weights(x, rec), data))
                        .in(0, Vmap.SHARED)
                        .apply(columns, height));
        Tensor columns = Tensor.of(wx);
        double[][] loss = new double[wRec.length][];
        for (int i = 0; i < wRec.length; i++) {
            loss[i] = row.apply(columns, Tensor.scalar(wRec[i])).toDoubles();
            afterRow.accept(i + 1);
        }
        return new LossSurface(wx, wRec, loss);
    }
}
