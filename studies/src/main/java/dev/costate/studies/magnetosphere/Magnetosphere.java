package dev.costate.studies.magnetosphere;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;

/// The magnetosphere of an ultracool dwarf, where a derivative inside an iteration makes noise that no filter
/// holds.
///
/// ```
/// dw/dx = K x^-5 (1 - w) - 2 w / x      plasma's angular velocity; K ~ the ionosphere's conductivity S
/// I     ~ S (1 - w) / x                 the current that pulls it along
/// j     ~ x^2 dI/dx                     the current between ionosphere and plasma
/// S     = S(j)                          its electrons make the ionosphere conduct
/// ```
/// The document solves the first for `w`, differentiates for `j`, and begins again with half the new `S`.
public final class Magnetosphere implements Study<Magnetosphere.Config> {
    /// What can be set.
    ///
    /// @param points of the document's grid from 5 to 100 radii
    /// @param passes through the document's loop
    /// @param width of the filter's window, in samples
    /// @param deviation of the filter's Gaussian, in samples
    /// @param outer the field-aligned current density at the outer end that the boundary value problem is given
    /// @param tolerance of the boundary value problem's residual
    public record Config(
            @Option(help = "points of the document's grid", min = 20_000, max = 1_000_000)
            int points,

            @Option(help = "passes through the document's loop", min = 3, max = 8)
            int passes,

            @Option(help = "the filter's window, in samples", min = 16, max = 4096)
            int width,

            @Option(help = "the filter's standard deviation, in samples", min = 2, max = 400)
            double deviation,

            @Option(help = "current density at the outer end", unit = "uA/m^2", min = -0.005, max = 0.005)
            double outer,

            @Option(help = "residual of the boundary value problem", min = 1e-10, max = 1e-3)
            double tolerance) {
        Grid grid() {
            return new Grid(points);
        }

        LowPass filter() {
            return new LowPass(width, deviation);
        }

        /// Whether the loop is the document's own.
        boolean isTheDocuments() {
            return points == 200_000 && width == 256 && deviation == 40;
        }
    }

    @Override
    public String title() {
        return "An iteration that differentiates amplifies noise; a boundary value problem has none";
    }

    @Override
    public String document() {
        return "Smoothing signal - convolution";
    }

    @Override
    public Config defaults() {
        return new Config(200_000, 5, 256, 40, 0, 1e-8);
    }

    @Override
    public void run(Config config, StudyRun run) {
        Story.tell(config, run);
    }
}
