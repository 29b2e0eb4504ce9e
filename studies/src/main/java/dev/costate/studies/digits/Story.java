package dev.costate.studies.digits;

import dev.costate.lab.StudyRun;
import dev.costate.random.Key;

/// What all chapters share.
///
/// @param config what was set
/// @param run where facts and figures go
/// @param parts the digits
record Story(DigitReading.Config config, StudyRun run, Parts parts) {
    static final int SPLIT = 0;
    private static final int WEIGHTS = 1;
    private static final int TRAINING = 2;

    Key weightsKey(Kind kind) {
        return Key.of(config.seed()).foldIn(WEIGHTS).foldIn(kind.number());
    }

    Key trainingKey(Kind kind) {
        return Key.of(config.seed()).foldIn(TRAINING).foldIn(kind.number());
    }
}
