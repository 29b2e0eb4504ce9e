package dev.costate.studies.tutorialnetwork;

import dev.costate.Tree;
import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// A network after a tutorial whose matrices do not match: the shapes are the least of it.
///
/// The tutorial divides by activations, weights and inputs where the chain rule multiplies; on its one sample of ones
/// that can pass. The document adds to it an exponential without its sign, a sum for a dot product, and an outer
/// product for one by elements.
public final class TutorialNetwork implements Study<TutorialNetwork.Config> {
    /// What can be set.
    ///
    /// @param neurons in the hidden layer
    /// @param rate the step of gradient descent
    /// @param steps how many steps a training takes
    /// @param members how many nets are trained in each form
    /// @param seed the first net's seed of NumPy's legacy generator; the others have the next ones
    public record Config(
            @Option(help = "neurons in the hidden layer", min = 1, max = 100)
            int neurons,

            @Option(help = "rate of gradient descent", above = 0, max = 100)
            double rate,

            @Option(help = "steps of a training", min = 100, max = 100_000)
            int steps,

            @Option(help = "nets trained in each form", min = 1, max = 1000)
            int members,

            @Option(help = "first seed of NumPy's legacy generator", min = 0, max = 4_294_966_295.0)
            long seed) {
        /// Whether it is known what comes of the first net.
        boolean isTheDocuments() {
            return equals(new Config(3, 3, 10_000, members, 0));
        }

        /// How many steps lie between two losses on a curve.
        int stretch() {
            return steps / 100;
        }

        /// How many losses there are on a curve, after the first.
        int stretches() {
            return steps / stretch();
        }
    }

    /// Makes the study; does no work.
    public TutorialNetwork() {}

    @Override
    public String title() {
        return "Matrices that do not match, and what was wrong before they met";
    }

    @Override
    public String document() {
        return "Neural network - Matrix problems in python";
    }

    @Override
    public Config defaults() {
        return new Config(3, 3, 10_000, 20, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        Net starts = Net.draws(config.seed(), config.members(), config.neurons());
        Net first = Tree.member(starts, 0);
        new ShapesChapter(first).tell(run);
        new SlipsChapter(first).tell(run);
        new GradientChapter(first).tell(run);
        new TrainingChapter(config, starts).tell(run);
    }
}
