package dev.costate.nn.train;

import dev.costate.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What was recorded, all in float64.
///
/// @param loss the loss of each step's batch, before the parameters moved: `[steps]`
/// @param metrics the objective's metrics, by name, `[steps]` each
/// @param validation the measures of validation, by name, `[epochs]` each
public record History(Tensor loss, SequencedMap<String, Tensor> metrics, SequencedMap<String, Tensor> validation) {
    public History {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
        validation = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(validation));
    }

    /// The metric called `name`.
    ///
    /// @throws IllegalArgumentException if there is none, which names those there are
    public Tensor metric(String name) {
        return named("metric", metrics, name);
    }

    /// The measure of validation called `name`.
    ///
    /// @throws IllegalArgumentException if there is none, which names those there are
    public Tensor validation(String name) {
        return named("measure of validation", validation, name);
    }

    private static Tensor named(String kind, SequencedMap<String, Tensor> all, String name) {
        Tensor values = all.get(name);
        if (values == null) {
            throw new IllegalArgumentException(
                    "history: there is no " + kind + " \"" + name + "\", there are " + all.keySet());
        }
        return values;
    }
}
