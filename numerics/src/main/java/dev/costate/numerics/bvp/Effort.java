package dev.costate.numerics.bvp;

/// What solving took.
///
/// @param rounds meshes, or rounds of Newton's method on them
/// @param steps Newton steps in all rounds
/// @param jacobians how many were evaluated and factored
public record Effort(int rounds, int steps, int jacobians) {
    static final Effort NONE = new Effort(0, 0, 0);

    Effort round(DampedNewton.End end) {
        return new Effort(rounds + 1, steps + end.steps(), jacobians + end.jacobians());
    }
}
