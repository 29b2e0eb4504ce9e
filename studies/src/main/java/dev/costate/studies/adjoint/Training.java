package dev.costate.studies.adjoint;

/// A finished training.
///
/// @param name the optimiser
/// @param passes how often the data had been gone through when each cost was taken
/// @param costs the cost of the whole problem then
/// @param evaluations how many gradients were computed
/// @param controls the last controls
record Training(String name, double[] passes, double[] costs, int evaluations, Controls controls) {
    double firstCost() {
        return costs[0];
    }

    double lastCost() {
        return costs[costs.length - 1];
    }

    /// Whether no cost is above the one before it.
    boolean neverRises() {
        for (int i = 1; i < costs.length; i++) {
            if (!(costs[i] <= costs[i - 1])) {
                return false;
            }
        }
        return true;
    }
}
