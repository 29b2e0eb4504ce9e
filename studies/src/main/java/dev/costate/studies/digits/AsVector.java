package dev.costate.studies.digits;

import dev.costate.Tensor;
import dev.costate.nn.layer.Layer;

/// `[n,...] -> [n,features]`.
record AsVector() implements Layer {
    @Override
    public Tensor apply(Tensor x) {
        return x.reshape(x.dim(0), x.size() / x.dim(0));
    }
}
