package dev.costate.numerics.bvp;

/// How solving a boundary value problem ended.
public enum Outcome {
    /// The residual is within tolerance on each interval, and the conditions hold.
    CONVERGED("converged"),
    /// The mesh would need more points than are allowed.
    TOO_MANY_NODES("the mesh would need more points than are allowed"),
    /// The Jacobian is singular at the last iterate: the conditions do not determine the solution, or the
    /// guess is far off.
    SINGULAR("the Jacobian of the collocation equations is singular"),
    /// The residual is within tolerance, the conditions are not.
    CONDITIONS_NOT_MET("the differential equation is satisfied, the boundary conditions are not"),
    /// The slope or a condition is not a finite number, at the guess already or wherever Newton's method went.
    NOT_FINITE("the slope or a condition is not finite");

    private final String reason;

    Outcome(String reason) {
        this.reason = reason;
    }

    /// A sentence for people.
    public String reason() {
        return reason;
    }
}
