package dev.costate.numerics.ode;

/// How adaptive steps are chosen: `h' = h clamp(safety err^(-alpha) err_before^beta, least, most)` with
/// `alpha = 1 / (q + 1) - 3 beta / 4`, where `err` is the error of a step by [Tolerance#norm] and `q` the
/// order of its estimate. A step of `err <= 1` is accepted; after a rejected one the next is no longer.
///
/// Source: Gustafsson, Lundh and Söderlind, A PI stepsize control for the numerical solution of ordinary
/// differential equations, BIT 28, 1988; Hairer, Nørsett and Wanner, Solving Ordinary Differential Equations
/// I, II.4; beta and the bounds are those of their DOPRI5.
///
/// @param tolerance what an error is measured by
/// @param firstStep the length that is tried first; 0 for one that is found from the slopes at the beginning
/// @param minStep the least length; 0 for as small as time can be told apart
/// @param maxStep the greatest length, infinite for none
/// @param maxSteps how many steps are tried at most, accepted or not
/// @param safety the part of the step the error allows that is taken
/// @param leastFactor what a step changes by at least
/// @param mostFactor what it changes by at most
/// @param gain `(q + 1) beta`: 0 for a controller without memory
public record Control(
        Tolerance tolerance,
        double firstStep,
        double minStep,
        double maxStep,
        int maxSteps,
        double safety,
        double leastFactor,
        double mostFactor,
        double gain) {
    /// How many steps are tried if nothing else is said.
    public static final int MAX_STEPS = 100_000;

    public Control {
        require(firstStep >= 0 && Double.isFinite(firstStep), "the first step is " + firstStep, "a number above 0");
        require(minStep >= 0 && Double.isFinite(minStep), "the least step is " + minStep, "a number of at least 0");
        require(
                maxStep > 0 && maxStep >= minStep,
                "the greatest step is " + maxStep + ", the least " + minStep,
                "a greatest step above 0 that is not less than the least");
        require(maxSteps >= 1, "the step limit is " + maxSteps, "at least 1");
        require(safety > 0 && safety < 1, "the safety factor is " + safety, "a number between 0 and 1");
        require(
                leastFactor > 0 && leastFactor < 1 && mostFactor > 1 && Double.isFinite(mostFactor),
                "a step changes by " + leastFactor + " to " + mostFactor,
                "one number between 0 and 1, one above 1");
        require(gain >= 0 && gain <= 1, "the gain is " + gain, "a number from 0 to 1");
    }

    private static void require(boolean holds, String problem, String expected) {
        if (!holds) {
            throw new IllegalArgumentException("control: " + problem + "; expected " + expected);
        }
    }

    /// The usual controller for a tolerance.
    public static Control of(Tolerance tolerance) {
        return new Control(tolerance, 0, 0, Double.POSITIVE_INFINITY, MAX_STEPS, 0.9, 0.2, 10, 0.2);
    }

    /// This one for another tolerance.
    public Control withTolerance(Tolerance other) {
        return new Control(other, firstStep, minStep, maxStep, maxSteps, safety, leastFactor, mostFactor, gain);
    }

    /// This one with another first step.
    public Control withFirstStep(double length) {
        require(length > 0, "the first step is " + length, "a number above 0");
        return new Control(tolerance, length, minStep, maxStep, maxSteps, safety, leastFactor, mostFactor, gain);
    }

    /// This one with other bounds of a step's length.
    public Control withBounds(double least, double most) {
        return new Control(tolerance, firstStep, least, most, maxSteps, safety, leastFactor, mostFactor, gain);
    }

    /// This one with another limit to the number of steps.
    public Control withMaxSteps(int limit) {
        return new Control(tolerance, firstStep, minStep, maxStep, limit, safety, leastFactor, mostFactor, gain);
    }

    /// This one with another safety factor and other bounds of what a step changes by.
    public Control withFactors(double ofSafety, double least, double most) {
        return new Control(tolerance, firstStep, minStep, maxStep, maxSteps, ofSafety, least, most, gain);
    }

    /// This one with another gain.
    public Control withGain(double other) {
        return new Control(tolerance, firstStep, minStep, maxStep, maxSteps, safety, leastFactor, mostFactor, other);
    }
}
