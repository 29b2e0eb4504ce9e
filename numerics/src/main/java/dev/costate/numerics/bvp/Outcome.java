package dev.costate.numerics.bvp;

/// How solving a boundary value problem ended.
public enum Outcome {
    /// The residual is within tolerance on each interval, and the conditions hold.
    CONVERGED(0, "converged"),
    /// The mesh would need more points than are allowed, or than a mesh has that is given.
    TOO_MANY_NODES(1, "the mesh would need more points than are allowed"),
    /// The Jacobian is singular at the last iterate: the conditions do not determine the solution, or the
    /// guess is far off.
    SINGULAR(2, "the Jacobian of the collocation equations is singular"),
    /// The residual is within tolerance, the conditions are not.
    CONDITIONS_NOT_MET(3, "the differential equation is satisfied, the boundary conditions are not"),
    /// The slope or a condition is not a finite number, at the guess already or wherever Newton's method went.
    NOT_FINITE(4, "the slope or a condition is not finite"),
    /// On a mesh that is given: Newton's method does not come to a solution of the collocation equations.
    NEWTON_FAILED(5, "Newton's method does not converge from the guess");

    private final int code;
    private final String reason;

    Outcome(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    /// What stands for it in [MeshSolution#outcome].
    public int code() {
        return code;
    }

    /// A sentence for people.
    public String reason() {
        return reason;
    }
}
