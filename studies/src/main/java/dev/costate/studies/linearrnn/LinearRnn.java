package dev.costate.studies.linearrnn;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import java.util.List;

/// A linear recurrent net learns to count the ones in a sequence of bits.
///
/// ```
/// s_k = wx x_k + wRec s_{k-1}        L = mean((t - s_n)^2)
/// ```
/// The costate `dL/ds_k` is multiplied by `wRec` at every step back, which is all there is to vanishing and
/// exploding gradients, and makes the loss a plain with a cliff.
public final class LinearRnn implements Study<LinearRnn.Config> {
    /// What can be set.
    ///
    /// @param samples the number of training sequences
    /// @param length the number of bits in each
    /// @param seed the seed of NumPy's legacy generator
    /// @param check the weights `wx, wRec` of the gradient check
    /// @param eps the step of its central differences
    /// @param start the weights `wx, wRec` from which training starts
    /// @param step the first step of RProp
    /// @param grow its factor while a slope keeps its sign
    /// @param shrink its factor when the sign changes
    /// @param iterations how often RProp moves the weights
    /// @param others how many further data sets are trained on
    /// @param grid the number of points along each weight of the loss surface
    public record Config(
            @Option(help = "training sequences", min = 1, max = 10_000)
            int samples,

            @Option(help = "bits in a sequence", min = 1, max = 50)
            int length,

            @Option(help = "seed of NumPy's legacy generator", min = 0, max = LARGEST_SEED)
            long seed,

            @Option(help = "weights wx,wRec of the gradient check", min = -3, max = 3)
            List<Double> check,

            @Option(help = "step of its central differences", above = 0, max = 0.01)
            double eps,

            @Option(help = "weights wx,wRec from which training starts", min = -3, max = 3)
            List<Double> start,

            @Option(help = "first step of RProp", above = 0, max = 1)
            double step,

            @Option(help = "RProp's factor while a slope keeps its sign", min = 1, max = 10)
            double grow,

            @Option(help = "RProp's factor when the sign changes", above = 0, below = 1)
            double shrink,

            @Option(help = "iterations of RProp", min = 1, max = 100_000)
            int iterations,

            @Option(help = "further data sets, of the next seeds, trained in the same program", min = 0, max = 1000)
            int others,

            @Option(help = "points along each weight of the loss surface", min = 2, max = 1000)
            int grid) {
        private static final double LARGEST_SEED = 0xFFFF_FFFFL;
        private static final long MOST_MOVES = 10_000_000;

        /// Checks what the single ranges cannot.
        ///
        /// @throws IllegalArgumentException if a pair of weights is none, the seeds run out for the other data
        ///     sets, or there is more training than fits in memory
        public Config {
            check = pair("check", check);
            start = pair("start", start);
            if (seed + others > LARGEST_SEED) {
                throw new IllegalArgumentException(
                        "seed %d leaves no room for %d more seeds up to 2^32 - 1; take a".formatted(seed, others)
                                + " smaller seed");
            }
            if ((1L + others) * iterations > MOST_MOVES) {
                throw new IllegalArgumentException(
                        "%d nets of %d iterations are more than %d moves; take fewer others or iterations"
                                .formatted(1 + others, iterations, MOST_MOVES));
            }
        }

        private static List<Double> pair(String name, List<Double> weights) {
            if (weights.size() != 2) {
                throw new IllegalArgumentException(
                        "%s: %d numbers; give two weights, wx,wRec".formatted(name, weights.size()));
            }
            return List.copyOf(weights);
        }
    }

    @Override
    public String title() {
        return "A linear net learns to count ones; its costate explains the cliff on the way";
    }

    @Override
    public String document() {
        return "Recurrent Neural Networks: dataset, forward and backward propagation, gradient check";
    }

    @Override
    public Config defaults() {
        return new Config(50, 10, 0, List.of(1.2, 1.2), 1e-7, List.of(-1.5, 2.0), 1e-3, 1.2, 0.5, 500, 30, 161);
    }

    @Override
    public void run(Config config, StudyRun run) {
        Story.tell(config, run);
    }
}
