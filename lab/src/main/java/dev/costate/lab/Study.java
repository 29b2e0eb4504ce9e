package dev.costate.lab;

import dev.costate.lab.config.ConfigException;

/// An experiment: a name, a configuration with defaults, and a run that states facts and draws figures.
///
/// ```java
/// import dev.costate.lab.plot.*;
///
/// public final class FallingBody implements Study<FallingBody.Config> {
///     public record Config(
///             @Option(help = "time of fall", above = 0, unit = "s") double duration,
///             @Option(help = "steps of the integrator", min = 1) int steps) {}
///
///     @Override
///     public String title() {
///         return "A body falls, and Euler's method lags behind it";
///     }
///
///     @Override
///     public Config defaults() {
///         return new Config(1, 1000);
///     }
///
///     @Override
///     public void run(Config config, StudyRun run) {
///         double dt = config.duration() / config.steps();
///         double[] heights = new double[config.steps() + 1];
///         double velocity = 0;
///         for (int i = 0; i < config.steps(); i++) {
///             heights[i + 1] = heights[i] + dt * velocity;
///             velocity -= 9.81 * dt;
///         }
///         double exact = -9.81 / 2 * config.duration() * config.duration();
///         run.factRelative("height", exact, heights[config.steps()], 2.0 / config.steps());
///         run.plot("fall", Plot.of("Height").x("step").y("height (m)").line("Euler", heights));
///     }
/// }
/// ```
///
/// A study has a public constructor without arguments that does no work. It is found by [Studies] when its class is
/// named in `META-INF/services/dev.costate.lab.Study`, or run from a source file by `costate run FallingBody.java`.
///
/// @param <C> the configuration: a record whose components become options of the command line (see [Option])
public interface Study<C extends Record> {
    /// The name on the command line: lower-case words joined by hyphens. Unless overridden it is that of the class:
    /// `LinearRnn` is `linear-rnn`.
    default String name() {
        return Names.kebab(getClass().getSimpleName());
    }

    /// What the study shows, in one line without a full stop.
    String title();

    /// The document whose claims the study reproduces, or an empty text.
    default String document() {
        return "";
    }

    /// The configuration of a run without options.
    C defaults();

    /// Runs the experiment and reports to `run` what it finds.
    ///
    /// @throws ConfigException if the parts of `config` do not fit together; the message is shown as a wrong call
    /// @throws Exception whatever else goes wrong: the run then has no result
    void run(C config, StudyRun run) throws Exception;
}
