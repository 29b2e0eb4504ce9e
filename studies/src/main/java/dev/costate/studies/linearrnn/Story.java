package dev.costate.studies.linearrnn;

import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;

/// The study from its first chapter to its last.
///
/// @param config what was set
/// @param run where facts and figures go
/// @param data the training sequences
/// @param random the generator they came from, for sequences to test with
record Story(LinearRnn.Config config, StudyRun run, CountingData data, LegacyNumPy random) {
    static void tell(LinearRnn.Config config, StudyRun run) {
        var random = new LegacyNumPy(config.seed());
        var data = CountingData.draw(random, config.samples(), config.length());
        var story = new Story(config, run, data, random);
        TaskChapter.tell(story);
        CostateChapter.tell(story);
        CheckChapter.tell(story);
        SlipChapter.tell(story);
        var paths = TrainingChapter.train(story);
        SurfaceChapter.tell(story, paths);
        TrainingChapter.tell(story, paths);
        CountingChapter.tell(story, paths);
    }

    /// The weights of the gradient check.
    Weights checkWeights() {
        return Weights.of(config.check().get(0), config.check().get(1));
    }

    /// The weights from which training starts.
    Weights startWeights() {
        return Weights.of(config.start().get(0), config.start().get(1));
    }

    /// The training that was asked for.
    Training training() {
        return new Training(
                new RProp(config.step(), config.grow(), config.shrink()), startWeights(), config.iterations());
    }

    /// Whether training is what the published result is about: anything but the seed as by default.
    boolean hasPublishedTraining() {
        var published = new LinearRnn().defaults();
        return config.samples() == published.samples()
                && config.length() == published.length()
                && config.start().equals(published.start())
                && config.step() == published.step()
                && config.grow() == published.grow()
                && config.shrink() == published.shrink()
                && config.iterations() == published.iterations();
    }
}
