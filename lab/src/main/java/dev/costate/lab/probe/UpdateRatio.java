package dev.costate.lab.probe;

import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Map;

/// How far a step moves weights, as a part of their norm: `|W_{n+1} - W_n| / |W_n|`.
///
/// About 1e-3 is usual for a net that learns well; far above it weights are overwritten, far below they stand
/// still. Weights of zeros give an infinity or NaN. With two states it costs one reading of both, with a
/// function of the step one step more.
///
/// ```java
/// import dev.costate.lab.experiment.*;
///
/// <H, N> Probe<H, N> update(Fn2<N, H, N> descend) {
///     return Probe.scalars(
///             "update",
///             Cadence.every(50),
///             m -> UpdateRatio.ofEach(w -> descend.apply(w, m.numbers()), m.state()));
/// }
/// ```
///
/// Source: Karpathy, CS231n course notes, Neural Networks part 3, "Ratio of weights:updates".
public final class UpdateRatio {
    private UpdateRatio() {}

    /// Of all leaves together, `[]`.
    public static <T> Tensor of(T before, T after) {
        return WeightChange.distance(after, before);
    }

    /// Of each leaf, by path.
    public static <T> Map<String, Tensor> ofEach(T before, T after) {
        return WeightChange.distanceOfEach(after, before);
    }

    /// Of all leaves together, by a step from where they are, `[]`.
    public static <T> Tensor of(Fn1<T, T> step, T weights) {
        return of(weights, step.apply(weights));
    }

    /// Of each leaf, by a step from where they are, by path.
    public static <T> Map<String, Tensor> ofEach(Fn1<T, T> step, T weights) {
        return ofEach(weights, step.apply(weights));
    }
}
