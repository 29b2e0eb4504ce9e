package dev.costate.studies.reluclassifier;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// A small net with given weights: what it computes, what it decides, and how sure it is.
///
/// ```
/// z = W [x; 1]        u = V [max(z, 0); 1]        o = softmax(beta max(u, 0))
/// ```
/// The document's `beta`, the inverse temperature, is 1 until its last line.
public final class ReluClassifier implements Study<ReluClassifier.Config> {
    /// What can be set.
    ///
    /// @param grid the number of points along each input of the pictures
    /// @param confidence the output that the temperature is sought for
    public record Config(
            @Option(help = "points along each input of the pictures", min = 33, max = 1000)
            int grid,

            @Option(help = "output that the temperature is sought for", min = 0.501, max = 0.999999999)
            double confidence) {}

    @Override
    public String title() {
        return "Six ReLU units decide by an octagon; the temperature decides how firmly";
    }

    @Override
    public String document() {
        return "Homework 3, section 1: Neural Networks";
    }

    @Override
    public Config defaults() {
        return new Config(257, 0.999);
    }

    @Override
    public void run(Config config, StudyRun run) {
        PrintedChapter.tell(run);
        var plane = Plane.of(config.grid());
        BoundaryChapter.tell(plane, run);
        UnitChapter.tell(plane, run);
        TemperatureChapter.tell(config.confidence(), plane, run);
        OverflowChapter.tell(run);
    }
}
