package dev.costate.nn.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a [Trainer] was told.
///
/// @param steps how many steps to make
/// @param chunk the most steps of a chunk
/// @param validation what is measured after every epoch
/// @param stopping when to stop early
/// @param checkpoints where and how often to write checkpoints
/// @param listeners who is told
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
record Settings<P, S>(
        OptionalLong steps,
        int chunk,
        Optional<Validation<P, S>> validation,
        Optional<EarlyStopping> stopping,
        Optional<Checkpoints> checkpoints,
        List<TrainingListener<P, S>> listeners) {
    private static final int CHUNK = 100;

    /// Where checkpoints go.
    ///
    /// @param file the file, which is replaced each time
    /// @param every after how many steps, at least
    record Checkpoints(Path file, long every) {}

    static <P, S> Settings<P, S> defaults() {
        return new Settings<>(
                OptionalLong.empty(), CHUNK, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    Settings<P, S> steps(long count) {
        return new Settings<>(OptionalLong.of(count), chunk, validation, stopping, checkpoints, listeners);
    }

    Settings<P, S> chunk(int longest) {
        return new Settings<>(steps, longest, validation, stopping, checkpoints, listeners);
    }

    Settings<P, S> validation(Validation<P, S> other) {
        return new Settings<>(steps, chunk, Optional.of(other), stopping, checkpoints, listeners);
    }

    Settings<P, S> stopping(EarlyStopping rule) {
        return new Settings<>(steps, chunk, validation, Optional.of(rule), checkpoints, listeners);
    }

    Settings<P, S> checkpoints(Checkpoints other) {
        return new Settings<>(steps, chunk, validation, stopping, Optional.of(other), listeners);
    }

    Settings<P, S> listener(TrainingListener<P, S> listener) {
        List<TrainingListener<P, S>> all = new ArrayList<>(listeners);
        all.add(listener);
        return new Settings<>(steps, chunk, validation, stopping, checkpoints, List.copyOf(all));
    }
}
