package dev.costate.numerics.ode;

import dev.costate.Tensor;
import java.util.List;
import java.util.Optional;

/// An integration between its stops.
///
/// @param progress where it is
/// @param saved how many of the times were stopped at, `i32[]`
/// @param due whether the end of the last step was not stopped at yet, `bool[]`
/// @param values the events' functions there, `f64[]` each
/// @param roots when they happened in the last step, `f64[]` each; NaN if they did not, or were stopped at
/// @param counts how often each happened, `i32[]` each
/// @param ended whether an event ended the integration, `bool[]`
/// @param stretch the steps that are not on the trail yet, if there is one
record Course(
        Progress progress,
        Tensor saved,
        Tensor due,
        List<Tensor> values,
        List<Tensor> roots,
        List<Tensor> counts,
        Tensor ended,
        Optional<Stretch> stretch) {
    Course {
        values = List.copyOf(values);
        roots = List.copyOf(roots);
        counts = List.copyOf(counts);
    }

    /// This one with other steps that are not on the trail yet.
    Course with(Optional<Stretch> other) {
        return new Course(progress, saved, due, values, roots, counts, ended, other);
    }
}
