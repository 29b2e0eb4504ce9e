package dev.costate.studies.adjoint;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;
import java.util.List;

/// The neural ordinary differential equation of the document, as a flow of the plane: how its costate comes about, how
/// its gradients change while it learns, where its points go, and why it hurries when it has time.
///
/// Sources: C. Esteve, B. Geshkovski, D. Pighin, E. Zuazua, Large-time asymptotics in deep learning, arXiv 2008.02491;
/// R. T. Q. Chen, Y. Rubanova, J. Bettencourt, D. Duvenaud, Neural ordinary differential equations, arXiv 1806.07366.
public final class NeuralOde implements Study<NeuralOde.Config> {
    /// The configuration.
    ///
    /// @param samples `I`
    /// @param timePoints `NT`
    /// @param horizon `T`
    /// @param running `w1`
    /// @param penalty `w2`
    /// @param iterations steps of Adam on all samples
    /// @param rate how far Adam moves each number in a step, about
    /// @param turnpike the horizons of the turnpike
    /// @param seed of samples and smooth controls
    public record Config(
            @Option(help = "samples I, half of them in the disc", min = 2, max = 10_000)
            int samples,

            @Option(help = "points in time NT, one more than steps", min = 11, max = 10_000)
            int timePoints,

            @Option(help = "horizon T", above = 0) double horizon,

            @Option(help = "w1, weight of the distance on the way", min = 0)
            double running,

            @Option(help = "w2, weight of the controls' size", min = 0)
            double penalty,

            @Option(help = "steps of Adam", min = 10, max = 1_000_000)
            int iterations,

            @Option(help = "rate of Adam", above = 0) double rate,

            @Option(help = "horizons T of the turnpike", min = 2, max = 100)
            List<Double> turnpike,

            @Option(help = "seed of samples and smooth controls", min = 0, max = 4294967295.0)
            long seed) {
        /// @throws IllegalArgumentException if there are fewer than two horizons
        public Config {
            if (turnpike.size() < 2) {
                throw new IllegalArgumentException(
                        "turnpike: %s; give at least two horizons to compare".formatted(turnpike));
            }
            turnpike = turnpike.stream().sorted().toList();
        }

        /// Whether everything but the seed is as in the course: then it is known what learning comes to.
        boolean isTheExperiment() {
            Config course = new NeuralOde().defaults();
            return equals(new Config(
                    course.samples,
                    course.timePoints,
                    course.horizon,
                    course.running,
                    course.penalty,
                    course.iterations,
                    course.rate,
                    turnpike,
                    seed));
        }
    }

    /// Makes the study; does no work.
    public NeuralOde() {}

    @Override
    public String title() {
        return "A neural ODE as a flow of the plane: its costate three ways, its gradients, its turnpike";
    }

    @Override
    public String document() {
        return "compute_gradients and visualize_gradients_over_time, for a neural ODE";
    }

    @Override
    public Config defaults() {
        return new Config(64, 101, 1, 0.01, 0.01, 1500, 0.1, List.of(4.0, 8.0, 16.0), 0);
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
                Nonlinearity.RELU);
        new CostateChapter(problem, config.seed()).report(run);
        new LearningChapter(problem, data, config).report(run);
        new TurnpikeChapter(config.turnpike()).report(run);
    }
}
