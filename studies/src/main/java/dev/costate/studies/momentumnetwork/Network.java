package dev.costate.studies.momentumnetwork;

import dev.costate.Tensor;

/// The document's net, forward and backward.
///
/// ```
/// layer1 = s(x weights1)        output = s(layer1 weights2)        loss = sum((y - output)^2)
/// ```
final class Network {
    private Network() {}

    /// What the hidden units say, `[4, 4]`.
    static Tensor hidden(Weights w) {
        return Xor.X.matmul(w.weights1()).sigmoid();
    }

    /// The answers, `[4, 1]`.
    static Tensor output(Weights w) {
        return hidden(w).matmul(w.weights2()).sigmoid();
    }

    /// The sum of the squared errors, `[]`.
    static Tensor loss(Weights w) {
        return Xor.Y.sub(output(w)).square().sum();
    }

    /// The document's `backprop`: the change it makes, which is the gradient with the other sign if the derivative
    /// is right.
    static Weights backprop(Weights w, Derivative derivative) {
        Tensor layer1 = hidden(w);
        Tensor output = layer1.matmul(w.weights2()).sigmoid();
        Tensor atOutput = Xor.Y.sub(output).mul(2).mul(derivative.at(output));
        Tensor atHidden = atOutput.matmul(w.weights2().transpose()).mul(derivative.at(layer1));
        return new Weights(
                Xor.X.transpose().matmul(atHidden), layer1.transpose().matmul(atOutput));
    }
}
