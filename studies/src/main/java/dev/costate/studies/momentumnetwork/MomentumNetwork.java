package dev.costate.studies.momentumnetwork;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// A hand-written network with momentum learns XOR, and sometimes gets stuck.
///
/// ```
/// v = beta v + (1 - beta) d        w = w + alpha v
/// ```
/// Momentum is right. The derivative of the sigmoid is taken at the activation where it belongs at its input, which
/// nearly blinds the hidden layer to what is not linear in XOR: the net stays on a plateau for thousands of steps.
public final class MomentumNetwork implements Study<MomentumNetwork.Config> {
    /// What can be set.
    ///
    /// @param members how many nets are trained in each form
    /// @param steps how many steps each takes
    /// @param rate `alpha`
    /// @param momentum `beta`
    /// @param sweepMembers how many nets are trained for each rate and momentum of the sweep
    /// @param seed the first net's seed of NumPy's legacy generator; the others have the next ones
    public record Config(
            @Option(help = "nets trained in each form", min = 2, max = 10_000)
            int members,

            @Option(help = "steps of each", min = 100, max = 100_000)
            int steps,

            @Option(help = "learning rate alpha", above = 0, max = 10)
            double rate,

            @Option(help = "momentum beta", min = 0, below = 1)
            double momentum,

            @Option(help = "nets for each rate and momentum of the sweep", min = 1, max = 1000)
            int sweepMembers,

            @Option(help = "first seed of NumPy's legacy generator", min = 0, max = 4_294_957_295.0)
            long seed) {
        /// Whether it is known what comes of it.
        boolean isTheDocuments() {
            return equals(new Config(100, 10_000, 0.5, 0.5, sweepMembers, 0));
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
    public MomentumNetwork() {}

    @Override
    public String title() {
        return "A network with momentum sticks on XOR: the derivative is taken at the wrong place";
    }

    @Override
    public String document() {
        return "Simple Neural Network from scratch using NumPy";
    }

    @Override
    public Config defaults() {
        return new Config(100, 10_000, 0.5, 0.5, 30, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        var start = Weights.draws(config.seed(), config.members());
        new BackpropChapter(start).tell(run);
        var seeds = new SeedsChapter(config, start);
        seeds.tell(run);
        new PlateauChapter(config, seeds.asInTheDocument()).tell(run);
        new SweepChapter(config).tell(run);
    }
}
