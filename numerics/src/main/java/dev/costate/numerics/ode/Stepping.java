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
}
