package dev.costate.studies.adjoint;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;
import java.util.List;

/// Trains a neural ordinary differential equation by optimal control, with the state, the costate and the
/// gradients written by hand and held against automatic differentiation.
///
/// The problem and its formulas: E. Zuazua and co-workers, for instance C. Esteve, B. Geshkovski, D. Pighin, E.
/// Zuazua, "Large-time asymptotics in deep learning", arXiv 2008.02491.
public final class AdjointGradients implements Study<AdjointGradients.Config> {
    /// The configuration: the control problem, and how it is trained.
    ///
    /// @param samples `I`
    /// @param timePoints `NT`
    /// @param horizon `T`
    /// @param running `w1`
    /// @param penalty `w2`
    /// @param activation `s`
    /// @param train the optimisers' settings
    /// @param turnpike the long horizons' settings
    /// @param demoDraws over how many runs the document's unseeded demo is averaged
    /// @param seed of the samples, the random controls and the order of the minibatches
    public record Config(
            @Option(help = "samples I, half of them in the disc", min = 2, max = 100_000)
            int samples,

            @Option(help = "points in time NT, one more than steps", min = 2, max = 100_000)
            int timePoints,

            @Option(help = "horizon T", above = 0) double horizon,

            @Option(help = "w1, weight of the distance on the way", min = 0)
            double running,

            @Option(help = "w2, weight of the controls' size", min = 0)
            double penalty,

            @Option(help = "the nonlinearity s") Nonlinearity activation,
            Train train,
            Turnpike turnpike,

            @Option(help = "runs that the document's demo is averaged over", min = 30, max = 1_000_000)
            int demoDraws,

            @Option(help = "seed of samples, random controls and batches", min = 0, max = 4294967295.0)
            long seed) {
        /// Whether everything but the seed is as in the course: then it is known what training comes to.
        boolean isTheExperiment() {
            Config course = new AdjointGradients().defaults();
            return equals(new Config(
                    course.samples,
                    course.timePoints,
                    course.horizon,
                    course.running,
                    course.penalty,
                    course.activation,
                    course.train,
                    course.turnpike,
                    course.demoDraws,
                    seed));
        }
    }

    /// How the disc and the annulus are trained. Rates are in function space: a step is `rate / dt` times the
    /// Euclidean gradient, so that they suit any depth.
    ///
    /// @param descentSteps steps of gradient descent on all samples
    /// @param epochs passes over the data of the stochastic optimisers
    /// @param batch samples a step of theirs sees
    /// @param sgdRate the rate of plain stochastic gradient descent
    /// @param momentumRate the rate with momentum 0.9
    /// @param adamRate how far Adam moves each number in a step, about
    public record Train(
            @Option(help = "steps of backtracking gradient descent", min = 1)
            int descentSteps,

            @Option(help = "passes over the data of the stochastic optimisers", min = 1)
            int epochs,

            @Option(help = "samples in a minibatch", min = 1)
            int batch,

            @Option(help = "rate of SGD, in function space", above = 0)
            double sgdRate,

            @Option(help = "rate with momentum 0.9, in function space", above = 0)
            double momentumRate,

            @Option(help = "rate of Adam", above = 0) double adamRate) {
        static final Train DEFAULTS = new Train(1000, 150, 4, 0.008, 0.0015, 0.2);
    }

    /// How the turnpike is shown: one training for each horizon.
    ///
    /// @param horizons the horizons `T`
    /// @param stepLength about `dt`
    /// @param running `w1`
    /// @param penalty `w2`
    /// @param adamSteps steps of Adam on all samples for each horizon
    /// @param adamRate how far Adam moves each number in a step, about
    public record Turnpike(
            @Option(help = "horizons T", min = 0.1, max = 1000)
            List<Double> horizons,

            @Option(help = "length of a time step dt, about", above = 0, max = 0.1)
            double stepLength,

            @Option(help = "w1 for the long horizons", above = 0)
            double running,

            @Option(help = "w2 for the long horizons", above = 0)
            double penalty,

            @Option(help = "steps of Adam for each horizon", min = 1)
            int adamSteps,

            @Option(help = "rate of Adam", above = 0) double adamRate) {
        /// @throws IllegalArgumentException if there is no horizon
        public Turnpike {
            if (horizons.isEmpty()) {
                throw new IllegalArgumentException("turnpike.horizons is empty; give at least one horizon");
            }
            horizons = horizons.stream().sorted().toList();
        }
    }

    /// Makes the study; does no work.
    public AdjointGradients() {}

    @Override
    public String title() {
        return "State, costate and gradients of a neural ODE by hand, checked, then used to train it";
    }

    @Override
    public String document() {
        return "compute_gradients and visualize_gradients_over_time, for a neural ODE";
    }

    @Override
    public Config defaults() {
        return new Config(
                64,
                101,
                1,
                0.01,
                0.01,
                Nonlinearity.RELU,
                Train.DEFAULTS,
                new Turnpike(List.of(2.0, 4.0, 8.0), 0.05, 0.3, 0.2, 500, 0.1),
                1000,
                0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        DiscAndAnnulus data = DiscAndAnnulus.draw(new LegacyNumPy(config.seed()), config.samples());
        ControlProblem problem = new ControlProblem(
                data.points(),
                data.targets(),
                config.timePoints(),
                config.horizon(),
                config.running(),
                config.penalty(),
                config.activation());
        new GradientCheck(config.seed()).report(run);
        new GradientsOverTime(problem, data, config.seed()).report(run);
        new ZeroControls(problem).report(run);
        new DocumentCheck(problem, config.seed(), config.demoDraws()).report(run);
        new IndexOff(problem, config.seed()).report(run);
        new DepthCheck(problem, config.seed()).report(run);
        new DiscAndAnnulusTraining(problem, data, config).report(run);
        new TurnpikeCheck(problem, config).report(run);
    }
}
