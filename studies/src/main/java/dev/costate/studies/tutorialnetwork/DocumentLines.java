package dev.costate.studies.tutorialnetwork;

import dev.costate.Tensor;

/// The document's program line by line, up to the last, which does not run. Its matrices are NumPy's `matrix`, whose
/// `*` is the matrix product and whose `/` goes by elements.
///
/// @param hiddenLayerLog `1 / (1 + exp(x inHid^T))`, `[4, n]`
/// @param predictedOutput the same of the *sum* of `hidOut` and what the neurons say, `[4, 1]`
/// @param residual target less output, `[4, 1]`
/// @param logDerivative `s (1 - s)^T`, a product of matrices, `[4, 4]`
/// @param deltaOutputSum `[4, 1]`
/// @param newHiddenWeights `hidOut` less a delta divided by the activations, `[4, n]`
/// @param deltaHiddenSum `[n, 4]`
record DocumentLines(
        Tensor hiddenLayerLog,
        Tensor predictedOutput,
        Tensor residual,
        Tensor logDerivative,
        Tensor deltaOutputSum,
        Tensor newHiddenWeights,
        Tensor deltaHiddenSum) {
    static DocumentLines of(Net net) {
        Tensor inputHidden = Xnor.X.matmul(net.inHid().transpose());
        Tensor hiddenLayerLog = log(inputHidden);
        Tensor sumOfHiddenLayer = net.hidOut().add(hiddenLayerLog).sum(1).unsqueeze(1);
        Tensor predictedOutput = log(sumOfHiddenLayer);
        Tensor residual = Xnor.Y.sub(predictedOutput);
        Tensor logDerivative =
                log(sumOfHiddenLayer).matmul(log(sumOfHiddenLayer).rsub(1).transpose());
        Tensor deltaOutputSum = logDerivative.matmul(residual);
        Tensor deltaWeights = deltaOutputSum.div(hiddenLayerLog);
        Tensor newHiddenWeights = net.hidOut().sub(deltaWeights);
        Tensor deltaHidden = deltaOutputSum.div(net.hidOut());
        Tensor deltaHiddenSum = deltaHidden
                .transpose()
                .matmul(log(inputHidden))
                .matmul(log(inputHidden).rsub(1).transpose());
        return new DocumentLines(
                hiddenLayerLog,
                predictedOutput,
                residual,
                logDerivative,
                deltaOutputSum,
                newHiddenWeights,
                deltaHiddenSum);
    }

    /// The last line, `deltaHiddenSum / inputM`.
    ///
    /// @throws dev.costate.ShapeException always: four columns are divided by two
    Tensor newInputWeights() {
        return deltaHiddenSum.div(Xnor.X);
    }

    /// What the document takes for the sigmoid.
    private static Tensor log(Tensor z) {
        return z.exp().add(1).reciprocal();
    }
}
