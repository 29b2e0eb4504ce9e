package dev.costate.studies.digits;

import dev.costate.Tensor;
import dev.costate.nn.layer.Layer;

/// `[n,64] -> [n,1,8,8]`, as convolutions take images.
record AsImage() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return x.reshape(x.dim(0), 1, Batch.EDGE, Batch.EDGE);
    }
}
