package dev.costate.studies.linearrnn;

import static dev.costate.Costate.scan;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Step;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;

/// The net `s_k = wx x_k + wRec s_{k-1}`, `s_0 = 0`, whose last state is its answer, and the mean squared
/// error.
///
/// Written out, the answer is a polynomial in `wRec`: `s_n = wx sum_k x_k wRec^(n-k)`.
final class LinearNet {
    private LinearNet() {}

    /// The document's `update_state`: one step of the net.
    static Tensor updateState(Tensor xk, Tensor state, Weights w) {
        return xk.mul(w.wx()).add(state.mul(w.wRec()));
    }

    /// The document's `forward_state(...)`: all states, `x[samples, length] -> [samples, length + 1]`, from
    /// `s_0 = 0` on.
    static Tensor states(Weights w, Tensor x) {
        Tensor start = zeroState(x);
        Tensor later = scan((Tensor s, Tensor xk) -> both(updateState(xk, s, w)), start, x.transpose())
                .out();
        return Layout.concat(List.of(start.unsqueeze(1), later.transpose()), 1);
    }

    /// The answer alone, `states(w, x)[:, -1]`: `x[samples, length] -> [samples]`.
    static Tensor answer(Weights w, Tensor x) {
        return lastState(zeroState(x), w, x);
    }

    /// The last state of a net that begins in the state `start`, `[samples]`.
    static Tensor lastState(Tensor start, Weights w, Tensor x) {
        return scan((Tensor s, Tensor xk) -> both(updateState(xk, s, w)), start, x.transpose())
                .carry();
    }

    /// The document's `loss`: `mean((t - y)^2)`.
    static Tensor loss(Tensor y, Tensor target) {
        return target.sub(y).square().mean();
    }

    /// The loss of the weights on data, for `grad` and `vmap`.
    static Tensor loss(Weights w, CountingData data) {
        return loss(answer(w, data.x()), data.target());
    }

    private static Tensor zeroState(Tensor x) {
        return Creation.zeros(DType.FLOAT64, Shape.of(x.dim(0)));
    }

    private static Step<Tensor, Tensor> both(Tensor state) {
        return new Step<>(state, state);
    }
}
