package dev.costate.bench.measure;

/// How long a contender warms up and how often it is timed.
///
/// The warm-up goes on until the median of its last third is not 2 % below that of the third before, but at least and
/// at most so long. Then come the samples, of as many calls each as fill `sampleSeconds`; they end early, but not
/// before
/// three, when `budgetSeconds` are used up.
///
/// @param samples how many samples are taken; 0 for the first call alone
/// @param warmUpAtLeast seconds
/// @param warmUpAtMost seconds
/// @param sampleSeconds the least length of a sample
/// @param budgetSeconds when the samples end early
public record Pace(int samples, double warmUpAtLeast, double warmUpAtMost, double sampleSeconds, double budgetSeconds) {
    /// For figures.
    public static final Pace FULL = new Pace(15, 5, 20, 0.05, 20);

    /// For a look whether everything runs.
    public static final Pace QUICK = new Pace(3, 0.05, 0.2, 0.005, 1);

    /// The first call alone.
    public static final Pace ONCE = new Pace(0, 0, 0, 0, 0);
}
