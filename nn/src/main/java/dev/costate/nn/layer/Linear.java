package dev.costate.nn.layer;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.nn.init.Fans;
import dev.costate.nn.init.Initialiser;
import dev.costate.nn.init.Initialisers;
import dev.costate.ops.Contraction;
import dev.costate.random.Key;
import java.util.Optional;

/// `x W^T + b`, `[..., in] -> [..., out]`.
///
/// ```java
/// import dev.costate.nn.layer.*;
/// import dev.costate.random.*;
///
/// Linear layer = new Linear(Key.of(0), 3, 2);
/// IO.println(layer.apply(Tensor.ones(5, 3)).shape());  // -> [5,2]
/// ```
///
/// @param weight `[out,in]`, as PyTorch's
/// @param bias `[out]`, if there is one
public record Linear(Tensor weight, Optional<Tensor> bias) implements Layer {
    /// Weights and bias as PyTorch draws them: uniform from `-1 / sqrt(in)` to `1 / sqrt(in)`, float32.
    public Linear(Key key, int in, int out) {
        this(key, DType.FLOAT32, in, out, Initialisers.torch(), Initialisers.torch());
    }

    /// Weights and bias drawn by initialisers.
    public Linear(Key key, DType dtype, int in, int out, Initialiser weight, Initialiser bias) {
        this(
                weight.draw(key.split().first(), dtype, extents(in, out)),
                Optional.of(bias.draw(key.split().second(), dtype, Shape.of(out), new Fans(in, out))));
    }

    /// A layer without bias.
    public static Linear withoutBias(Key key, DType dtype, int in, int out, Initialiser weight) {
        return new Linear(weight.draw(key, dtype, extents(in, out)), Optional.empty());
    }

    private static Shape extents(int in, int out) {
        if (in < 1 || out < 1) {
            throw new IllegalArgumentException(
                    "Linear: " + in + " inputs and " + out + " outputs; expected at least 1 each");
        }
        return Shape.of(out, in);
    }

    @Override
    public Tensor apply(Tensor x) {
        checkWeights();
        if (x.rank() == 0 || x.dim(x.rank() - 1) != weight.dim(1)) {
            throw new IllegalArgumentException("Linear of " + weight.dim(1) + " inputs and " + weight.dim(0)
                    + " outputs: the input is " + x.shape() + "; its last axis has to be " + weight.dim(1));
        }
        // A sum over the last axis of both: no transpose stands in the program, nor in its derivative.
        var product = Contraction.tensordot(x, weight, new int[] {-1}, new int[] {1});
        return bias.map(product::add).orElse(product);
    }

    /// A tree of layers is built without a check, since it may be one of stacked members or of gradients.
    private void checkWeights() {
        if (weight.rank() != 2) {
            throw new IllegalArgumentException("Linear: the weight is " + weight.shape()
                    + "; expected [out,in], and layers that are stacked go through vmap");
        }
        bias.ifPresent(b -> {
            if (!b.shape().equals(Shape.of(weight.dim(0)))) {
                throw new IllegalArgumentException("Linear of " + weight.dim(1) + " inputs and " + weight.dim(0)
                        + " outputs: the bias is " + b.shape() + "; expected [" + weight.dim(0) + "]");
            }
        });
    }
}
