package dev.costate.lab.probe;

import dev.costate.Costate;
import dev.costate.Tensor;
import dev.costate.function.Fn1;
import java.util.Map;

/// How steep the loss is by each layer: `|dL/dW|`.
///
/// ```java
/// import dev.costate.lab.experiment.*;
///
/// <H, N> Probe<H, N> gradient(Fn1<N, Tensor> loss) {
///     return Probe.scalars("gradient", Cadence.every(50), m -> GradientNorms.ofEach(loss, m.state()));
/// }
/// ```
/// It costs one gradient. Over time steps instead of layers: [CostateNorms].
public final class GradientNorms {
    private GradientNorms() {}

    /// The norm of the whole gradient, `[]`.
    ///
    /// @param loss a scalar function of the tree; all of its leaves floating
    public static <P> Tensor of(Fn1<P, Tensor> loss, P parameters) {
        return Norms.of(Costate.grad(loss).apply(parameters));
    }

    /// The norm of the gradient by each leaf, by path.
    ///
    /// @param loss a scalar function of the tree; all of its leaves floating
    public static <P> Map<String, Tensor> ofEach(Fn1<P, Tensor> loss, P parameters) {
        return Norms.ofEach(Costate.grad(loss).apply(parameters));
    }
}
