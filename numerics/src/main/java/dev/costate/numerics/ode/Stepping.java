package dev.costate.numerics.ode;

import dev.costate.Tensor;

/// Goes from one time to another by steps.
sealed interface Stepping permits Adaptive, Equal {
    /// The method.
    Method method();

    /// 1, or -1 backwards in time, `f64[]`.
    Tensor direction();

    /// The state before the first step.
    Progress begin(Tensor t, Tensor y);

    /// Whether there is a step to be tried, `bool[]`.
    Tensor goesOn(Progress p);

    /// Tries a step; `accepted` grows if it is made.
    Progress attempt(Progress p);

    /// The length of step `k` from `t` as a function of what it is differentiated by, `f64[]`.
    ///
    /// @param made what it was, `f64[]`
    /// @param last whether it ended at the end
    Tensor length(Tensor k, Tensor t, Tensor made, Tensor last);

    /// The time at the end of step `k`, as a function of what it is differentiated by, `f64[]`.
    Tensor next(Tensor k, Tensor t, Tensor h, Tensor last);
}
