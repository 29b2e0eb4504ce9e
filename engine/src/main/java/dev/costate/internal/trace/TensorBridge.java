package dev.costate.internal.trace;

import dev.costate.Tensor;
import dev.costate.graph.Array;
import org.jspecify.annotations.Nullable;

/// Lets the engine's inside make tensors and look into them without either being public on [Tensor], which
/// installs the one instance when it is initialised.
public abstract class TensorBridge {
    private static volatile @Nullable TensorBridge instance;

    /// Called once, by `Tensor`.
    protected TensorBridge() {}

    /// Makes `bridge` the one in use.
    public static void install(TensorBridge bridge) {
        instance = bridge;
    }

    private static TensorBridge get() {
        TensorBridge bridge = instance;
        if (bridge == null) {
            Tensor.scalar(0);
            bridge = instance;
        }
        if (bridge == null) {
            throw new IllegalStateException("Tensor did not install its bridge");
        }
        return bridge;
    }

    /// The tensor of these numbers.
    public static Tensor of(Array array) {
        return get().make(new Value.Concrete(array), array.type());
    }

    /// The tensor at value `id` of `trace`.
    public static Tensor of(Trace trace, int id) {
        return get().make(new Value.Traced(trace, id), trace.type(id));
    }

    /// What stands behind `tensor`.
    public static Value value(Tensor tensor) {
        return get().open(tensor);
    }

    /// Makes a tensor.
    protected abstract Tensor make(Value value, dev.costate.Type type);

    /// Looks into one.
    protected abstract Value open(Tensor tensor);
}
