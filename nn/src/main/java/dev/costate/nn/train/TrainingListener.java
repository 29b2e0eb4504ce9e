package dev.costate.nn.train;

import java.nio.file.Path;
import java.util.function.Consumer;

/// Hears how a training goes, and may end it.
///
/// Calls come from the thread that trains, between chunks of steps. What a method throws ends the training too,
/// after a checkpoint if such are written, and comes out of the trainer.
///
/// @param <P> the parameters' tree
/// @param <S> the tree of the model's state
public interface TrainingListener<P, S> {
    /// A chunk of steps was made.
    default Verdict chunkEnded(Progress<P, S> progress) {
        return Verdict.GO_ON;
    }

    /// An epoch was completed and validated; its last chunk was told of before.
    default Verdict epochEnded(Progress<P, S> progress) {
        return Verdict.GO_ON;
    }

    /// A checkpoint was written.
    default void checkpointWritten(Path file, Progress<P, S> progress) {}

    /// A listener that is told of every chunk and never ends anything, such as one that draws a progress bar.
    static <P, S> TrainingListener<P, S> everyChunk(Consumer<Progress<P, S>> told) {
        return new TrainingListener<>() {
            @Override
            public Verdict chunkEnded(Progress<P, S> progress) {
                told.accept(progress);
                return Verdict.GO_ON;
            }
        };
    }
}
