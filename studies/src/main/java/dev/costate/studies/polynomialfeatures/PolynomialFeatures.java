package dev.costate.studies.polynomialfeatures;

import dev.costate.lab.Option;
import dev.costate.lab.Study;
import dev.costate.lab.StudyRun;
import dev.costate.random.LegacyNumPy;

/// Gradient descent on polynomial features returns enormous coefficients, though every line of it is right.
///
/// ```
/// E(theta) = mean((X theta - y)^2)      H = 2/m X^T X      theta' = theta - rate (H theta - 2/m X^T y)
/// ```
/// The error shrinks by `1 - rate lambda` a step along the eigenvector of each eigenvalue `lambda` of `H`, so the
/// rate has to be less than `2 / lambda_max`. The column `x^2` has put that limit just under the document's rate.
public final class PolynomialFeatures implements Study<PolynomialFeatures.Config> {
    /// What can be set.
    ///
    /// @param samples the number of points
    /// @param degree the highest power among the features
    /// @param rate the step of gradient descent that is examined
    /// @param steps how many steps it takes
    /// @param cureSteps how many steps the cures take
    /// @param seed the seed of NumPy's legacy generator
    public record Config(
            @Option(help = "points of the data", min = 5, max = 10_000)
            int samples,

            @Option(help = "highest power among the features", min = 1, max = 4)
            int degree,

            @Option(help = "step of gradient descent", above = 0, max = 1)
            double rate,

            @Option(help = "steps of gradient descent", min = 2, max = 100_000)
            int steps,

            @Option(help = "steps of each cure", min = 2, max = 100_000)
            int cureSteps,

            @Option(help = "seed of NumPy's legacy generator", min = 0, max = 0xFFFF_FFFFL)
            long seed) {
        /// Whether the coefficients that the document prints are to be expected.
        boolean isTheDocuments() {
            var document = new PolynomialFeatures().defaults();
            return equals(new Config(
                    document.samples, document.degree, document.rate, document.steps, cureSteps, document.seed));
        }
    }

    /// Makes the study; does no work.
    public PolynomialFeatures() {}

    @Override
    public String title() {
        return "Gradient descent on polynomial features diverges: the rate is just over 2 / lambda_max";
    }

    @Override
    public String document() {
        return "Gradient descent with polynomial features implementation issue";
    }

    @Override
    public Config defaults() {
        return new Config(20, 2, 0.01, 500, 5000, 0);
    }

    @Override
    public void run(Config config, StudyRun run) {
        var points = Points.draw(new LegacyNumPy(config.seed()), config.samples());
        var regression = Regression.of(points, config.degree());
        var divergence = new DivergenceChapter(config, regression);
        divergence.tell(run);
        new SpectrumChapter(config, points, regression).tell(run, divergence.descent());
        new CureChapter(config, points, regression).tell(run);
    }
}
