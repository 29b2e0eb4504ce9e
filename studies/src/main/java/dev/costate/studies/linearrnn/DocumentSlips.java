package dev.costate.studies.linearrnn;

import static dev.costate.Index.all;
import static dev.costate.Index.at;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;

/// The document's gradient with one of its slips each, all other lines being right.
///
/// Where NumPy raises an error the engine does too: an [dev.costate.IndexException] or a
/// [dev.costate.ShapeException].
final class DocumentSlips {
    private DocumentSlips() {}

    /// `for i in range(X.shape[0],0,-1)`: the loop back through time runs over the samples.
    ///
    /// With more samples than steps its first column does not exist; with fewer it begins at columns that are
    /// still zero, and never meets the one that is not.
    ///
    /// @throws dev.costate.IndexException if there are more samples than steps
    static BackwardPass loopOverSamples(Weights w, CountingData data) {
        Tensor states = LinearNet.states(w, data.x());
        Tensor gradOut = BackwardPass.outputGradient(states.get(":, -1"), data.target());
        return backwardGradient(data.x(), states, gradOut, data.x().dim(0), w.wRec());
    }

    /// `output_gradient(S[:-1], target)`: all rows but the last, where the last column was meant.
    ///
    /// @throws dev.costate.ShapeException unless there are two samples of length 1
    static BackwardPass allRowsButTheLast(Weights w, CountingData data) {
        Tensor states = LinearNet.states(w, data.x());
        Tensor gradOut = BackwardPass.outputGradient(states.get(":-1"), data.target());
        return backwardGradient(data.x(), states, gradOut, data.x().dim(1), w.wRec());
    }

    /// `def backward_gradient(X, S, grad_out, WRec)`, whose body says `wRec`: a variable of that name which an
    /// earlier cell of the notebook left behind.
    static BackwardPass leftover(Weights w, CountingData data, Tensor leftoverWRec) {
        Tensor states = LinearNet.states(w, data.x());
        Tensor gradOut = BackwardPass.outputGradient(states.get(":, -1"), data.target());
        return BackwardPass.of(data.x(), states, gradOut, leftoverWRec);
    }

    /// The document's `backward_gradient`, line by line; `first` is where its loop begins.
    private static BackwardPass backwardGradient(Tensor x, Tensor states, Tensor gradOut, int first, Tensor wRec) {
        Tensor gradOverTime = Creation.zeros(DType.FLOAT64, states.shape());
        gradOverTime = gradOverTime.at(all(), at(-1)).set(assignable(gradOut));
        Tensor wxGrad = Tensor.scalar(0);
        Tensor wRecGrad = Tensor.scalar(0);
        for (int i = first; i > 0; i--) {
            wxGrad = wxGrad.add(
                    gradOverTime.get(all(), at(i)).mul(x.get(all(), at(i - 1))).mean());
            wRecGrad = wRecGrad.add(gradOverTime
                    .get(all(), at(i))
                    .mul(states.get(all(), at(i - 1)))
                    .mean());
            gradOverTime = gradOverTime
                    .at(all(), at(i - 1))
                    .set(gradOverTime.get(all(), at(i)).mul(wRec));
        }
        return new BackwardPass(new Weights(wxGrad, wRecGrad), gradOverTime);
    }

    /// NumPy drops leading axes of extent 1 when it assigns; this is what lets two samples of length 1 through.
    private static Tensor assignable(Tensor value) {
        return value.rank() > 1 && value.dim(0) == 1 ? value.squeeze(0) : value;
    }
}
