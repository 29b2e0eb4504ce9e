package dev.costate.nn.train;

import dev.costate.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What an [Objective] comes to at a batch.
///
/// @param loss a floating scalar
/// @param state the model's next state, a tree like the one before
/// @param metrics scalars to record at every step, by name
/// @param <S> the tree of the model's state
public record Outcome<S>(Tensor loss, S state, SequencedMap<String, Tensor> metrics) {
    public Outcome {
        metrics = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metrics));
    }

    /// A loss without metrics.
    public Outcome(Tensor loss, S state) {
        this(loss, state, new LinkedHashMap<>());
    }

    /// This with one more metric.
    public Outcome<S> with(String name, Tensor metric) {
        SequencedMap<String, Tensor> all = new LinkedHashMap<>(metrics);
        all.put(name, metric);
        return new Outcome<>(loss, state, all);
    }
}
