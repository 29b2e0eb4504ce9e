package dev.costate.studies.linearrnn;

import static dev.costate.Index.all;
import static dev.costate.Index.at;

import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.Arrays;

/// Backpropagation through time by hand: the document's `backward_gradient`, put right.
///
/// The costate of sample i at step k is `c_k = dL_i/ds_k` of its own squared error `L_i = (t_i - s_n)^2`:
/// ```
/// c_n = -2 (t - s_n)        c_{k-1} = wRec c_k
/// dL/dwx = sum_k mean(c_k x_k)        dL/dwRec = sum_k mean(c_k s_{k-1})
/// ```
/// with means over the samples.
///
/// @param gradient the gradient of the mean loss
/// @param costates the document's `grad_over_time`, `[samples, length + 1]`
record BackwardPass(Weights gradient, Tensor costates) {
    /// The document's `output_gradient`: the last costates, `[samples]`.
    static Tensor outputGradient(Tensor y, Tensor target) {
        return target.sub(y).mul(-2);
    }

    /// Runs the net forward and the costates backward.
    static BackwardPass of(Weights w, CountingData data) {
        Tensor states = LinearNet.states(w, data.x());
        Tensor last = outputGradient(states.get(all(), at(-1)), data.target());
        return of(data.x(), states, last, w.wRec());
    }

    /// Sweeps back from given last costates.
    ///
    /// @param x the inputs, `[samples, length]`
    /// @param states the states, `[samples, length + 1]`
    /// @param last the last costates, `[samples]`
    static BackwardPass of(Tensor x, Tensor states, Tensor last, Tensor wRec) {
        int length = x.dim(1);
        Tensor[] costates = new Tensor[length + 1];
        costates[length] = last;
        Tensor wxGradient = Tensor.scalar(0);
        Tensor wRecGradient = Tensor.scalar(0);
        for (int k = length; k > 0; k--) {
            // column k-1 of x is x_k, for there is a state before the first input, but no input before the
            // first
            wxGradient = wxGradient.add(costates[k].mul(x.get(all(), at(k - 1))).mean());
            wRecGradient = wRecGradient.add(
                    costates[k].mul(states.get(all(), at(k - 1))).mean());
            costates[k - 1] = costates[k].mul(wRec);
        }
        return new BackwardPass(new Weights(wxGradient, wRecGradient), Layout.stack(Arrays.asList(costates), 1));
    }
}
