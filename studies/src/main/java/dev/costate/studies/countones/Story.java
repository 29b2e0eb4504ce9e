package dev.costate.studies.countones;

import dev.costate.DType;
import dev.costate.lab.StudyRun;
import dev.costate.random.Key;
import java.util.List;

/// What all chapters share.
///
/// @param config what was set
/// @param run where facts and figures go
record Story(CountOnes.Config config, StudyRun run) {
    /// What training and errors are computed in; costates, which get very small, are in float64.
    static final DType DTYPE = DType.FLOAT32;

    private static final int WEIGHTS = 0;
    private static final int TRAINING = 1;
    private static final int TESTS = 2;

    /// The lengths of training.
    List<Integer> lengths() {
        return config.lengths();
    }

    /// The key of a kind's first weights, the same for all lengths.
    Key weightsKey(Kind kind) {
        return Key.of(config.seed()).foldIn(WEIGHTS).foldIn(kind.number());
    }

    /// The key of a training.
    Key trainingKey(Kind kind, int length) {
        return Key.of(config.seed()).foldIn(TRAINING).foldIn(kind.number()).foldIn(length);
    }

    /// The sequences of a length that errors are measured on.
    Sequences tests(DType dtype, int length, int count) {
        return Sequences.draw(Key.of(config.seed()).foldIn(TESTS).foldIn(length), dtype, length, count);
    }
}
