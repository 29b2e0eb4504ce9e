package dev.costate.internal.random;

/// Single draws of the distributions of NumPy's `RandomState`, by its algorithms, frozen since NumPy 1.16.
///
/// The order of the draws, and of the roundings, is the specification. Mutable and not synchronised.
public final class LegacyDistributions {
    private final MersenneTwister twister;
    private boolean hasSpare;
    private double spare;

    /// Draws from `twister`, without a normal number left over.
    public LegacyDistributions(MersenneTwister twister) {
        this.twister = twister;
    }

    /// Returns the source of the bits.
    public MersenneTwister twister() {
        return twister;
    }

    /// Returns a standard normal number by the polar method (G. Marsaglia, T. A. Bray, SIAM Review 6, 1964).
    ///
    /// A point `(x, y)` of the unit disc gives two; `f y` is returned first and `f x` is kept for the next
    /// call.
    public double normal() {
        if (hasSpare) {
            hasSpare = false;
            return spare;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * twister.nextDouble() - 1;
            y = 2 * twister.nextDouble() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double f = Math.sqrt(-2 * Math.log(square) / square);
        spare = f * x;
        hasSpare = true;
        return f * y;
    }

    /// Returns a standard exponential number by inversion.
    public double exponential() {
        return -Math.log(1 - twister.nextDouble());
    }

    /// Returns a gamma number of scale 1 and shape `shape >= 0`.
    public double gamma(double shape) {
        if (shape == 1) {
            return exponential();
        }
        if (shape == 0) {
            return 0;
        }
        return shape < 1 ? gammaBelowOne(shape) : gammaAboveOne(shape);
    }

    /// Rejection of J. H. Ahrens, U. Dieter, Computing 12 (1974), with the exponential as in L. Devroye,
    /// "Non-Uniform Random Variate Generation" (1986), IX.3.
    private double gammaBelowOne(double shape) {
        while (true) {
            double u = twister.nextDouble();
            double v = exponential();
            if (u <= 1 - shape) {
                double x = Math.pow(u, 1 / shape);
                if (x <= v) {
                    return x;
                }
            } else {
                double y = -Math.log((1 - u) / shape);
                double x = Math.pow(1 - shape + shape * y, 1 / shape);
                if (x <= v + y) {
                    return x;
                }
            }
        }
    }

    /// G. Marsaglia, W. W. Tsang, "A simple method for generating gamma variables", ACM TOMS 26 (2000).
    private double gammaAboveOne(double shape) {
        double b = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * b);
        while (true) {
            double x;
            double v;
            do {
                x = normal();
                v = 1 + c * x;
            } while (v <= 0);
            v = v * v * v;
            double u = twister.nextDouble();
            if (u < 1 - 0.0331 * (x * x) * (x * x) || Math.log(u) < 0.5 * x * x + b * (1 - v + Math.log(v))) {
                return b * v;
            }
        }
    }
}
