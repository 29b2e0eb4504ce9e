package dev.costate.studies.rosenbrock;

import dev.costate.Tensor;
import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import java.util.List;

/// Adam looks slow in Rosenbrock's valley beside momentum, and nothing is wrong with it.
///
/// Adam divides the gradient by its own size, so that a step is about as long as the rate, however steep the
/// valley: the distance it can go is steps x rate. Momentum's step is as long as the slope is steep, and its
/// rate is limited by the curvature. L-BFGS learns the curvature, and searches for how far to go.
public final class Rosenbrock implements Study<Rosenbrock.Config> {
    /// What can be set.
    ///
    /// @param a where the minimum is
    /// @param b how steep the valley's sides are
    /// @param start the point x,y where all begin
    /// @param steps how many steps all take
    /// @param adamRate the rate of Adam
    /// @param rate the rate of the others
    /// @param momentum how much of the velocity stays
    public record Config(
            @Option(help = "the minimum is at (a, a^2)", min = -10, max = 10)
            double a,

            @Option(help = "steepness of the valley's sides", above = 0, max = 1000)
            double b,

            @Option(help = "start x,y", min = -10, max = 10) List<Double> start,

            @Option(help = "steps", min = 2, max = 10_000) int steps,

            @Option(help = "rate of Adam", above = 0, max = 10)
            double adamRate,

            @Option(help = "rate of momentum and gradient descent", above = 0, max = 10)
            double rate,

            @Option(help = "momentum", min = 0, below = 1) double momentum) {
        /// Checks what the single ranges cannot.
        ///
        /// @throws IllegalArgumentException if the start is no point of the plane
        public Config {
            if (start.size() != 2) {
                throw new IllegalArgumentException("start: %d numbers; give two, x,y".formatted(start.size()));
            }
            start = List.copyOf(start);
        }

        /// Whether it is known what comes of it.
        boolean isTheDocuments() {
            return equals(new Rosenbrock().defaults());
        }

        Valley valley() {
            return new Valley(a, b);
        }

        Tensor startPoint() {
            return Tensor.of(start.get(0), start.get(1));
        }
    }

    /// Makes the study; does no work.
    public Rosenbrock() {}

    @Override
    public String title() {
        return "Adam looks slow in Rosenbrock's valley, and nothing is wrong with it";
    }

    @Override
    public String document() {
        return "Using Adam to find the minimum of the Rosenbrock function using Pytorch";
    }

    @Override
    public Config defaults() {
        return new Config(1, 2, List.of(3.0, 3.0), 100, 0.02, 0.01, 0.9);
    }

    @Override
    public void run(Config config, StudyRun run) {
        new ValleyChapter(config).tell(run);
        new AdamChapter(config).tell(run);
        new RaceChapter(config).tell(run);
        new RateChapter(config).tell(run);
    }
}
