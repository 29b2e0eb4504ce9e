package dev.costate.nn.train;

/// The rule that ends training when validation gets no better.
///
/// It looks at the validation's history alone, so that it says the same after a resumption.
///
/// Source: Prechelt, Early stopping - but when?, 1998.
///
/// @param patience how many epochs in a row may pass without a new best
/// @param margin by how much a new best has to be better than the one before
public record EarlyStopping(int patience, double margin) {
    public EarlyStopping {
        Checked.atLeastOne("epochs of patience", patience);
        if (!(margin >= 0)) {
            throw new IllegalArgumentException("early stopping: the margin is " + margin + "; expected 0 or more");
        }
    }

    /// Whether training is to end after epochs of these values.
    boolean isDue(double[] values, Goal goal) {
        int best = 0;
        for (int epoch = 1; epoch < values.length; epoch++) {
            if (goal.isBetter(values[epoch], values[best], margin)) {
                best = epoch;
            }
        }
        return values.length - 1 - best >= patience;
    }
}
