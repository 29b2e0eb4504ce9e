package dev.costate.studies.schroedinger;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// A free Gaussian wave packet by the Crank-Nicolson scheme: the document's computation, the exact solution
/// beside it, and a barrier that the packet tunnels through.
public final class Schroedinger implements Study<Schroedinger.Config> {
    /// What can be set; defaults are the document's.
    ///
    /// @param halfWidth the grid goes from `-halfWidth` to `halfWidth`
    /// @param intervals of the grid, an even number
    /// @param duration time at the end
    /// @param steps of time
    /// @param width of the packet at the start
    /// @param frames of each animation
    /// @param barrier the second scene
    public record Config(
            @Option(help = "the grid ends at plus and minus this", above = 0, max = 10_000)
            double halfWidth,

            @Option(help = "intervals of the grid, an even number", min = 4, max = 20_000)
            int intervals,

            @Option(help = "time at the end", above = 0, max = 10_000)
            double duration,

            @Option(help = "steps of time", min = 2, max = 20_000)
            int steps,

            @Option(help = "width of the packet at the start", above = 0, max = 1000)
            double width,

            @Option(help = "frames of each animation", min = 2, max = 500)
            int frames,

            Barrier barrier) {
        /// Checks what the single ranges cannot.
        ///
        /// @throws IllegalArgumentException if no point is in the middle, or the frames do not divide the steps
        public Config {
            if (intervals % 2 != 0) {
                throw new IllegalArgumentException(
                        "intervals: %d is odd, so that no point is in the middle; take an even number"
                                .formatted(intervals));
            }
            if (steps % frames != 0) {
                throw new IllegalArgumentException(
                        "frames: %d do not divide %d steps; take a divisor".formatted(frames, steps));
            }
        }

        /// Whether the published numbers are about it.
        boolean isDocument() {
            var document = new Schroedinger().defaults();
            return equals(new Config(
                    document.halfWidth,
                    document.intervals,
                    document.duration,
                    document.steps,
                    document.width,
                    frames,
                    barrier));
        }
    }

    @Override
    public String title() {
        return "A free wave packet dips in its middle, and that is physics";
    }

    @Override
    public String document() {
        return "Error in implementation of Crank-Nicolson method applied to 1D TDSE?";
    }

    @Override
    public Config defaults() {
        return new Config(100, 1200, 20, 200, 1, 100, new Barrier(1.5, 1, 1.5, 6, 0.05, 0.02));
    }

    @Override
    public void run(Config config, StudyRun run) {
        DocumentChapter.tell(config, run);
        DipChapter.tell(config, run);
        ConvergenceChapter.tell(config, run);
        CornerChapter.tell(config, run);
        WidthChapter.tell(config, run);
        BarrierChapter.tell(config, run);
    }
}
