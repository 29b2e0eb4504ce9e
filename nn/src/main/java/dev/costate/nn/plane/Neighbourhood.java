package dev.costate.nn.plane;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;

/// Who is near whom: the probabilities `p` of t-SNE.
final class Neighbourhood {
    private static final int BISECTIONS = 200;
    private static final double CLOSE = 1e-10;

    private Neighbourhood() {}

    /// `p_ij = (p_j|i + p_i|j) / 2n`, `[n,n]`.
    static Tensor of(Tensor points, double perplexity) {
        int n = points.dim(0);
        double[][] x = (double[][]) points.to(DType.FLOAT64).toArray();
        double[] p = new double[n * n];
        double[] squares = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                squares[j] = square(x[i], x[j]);
            }
            double[] row = conditional(squares, i, Math.log(perplexity));
            for (int j = 0; j < n; j++) {
                p[i * n + j] += row[j] / (2 * n);
                p[j * n + i] += row[j] / (2 * n);
            }
        }
        return Tensor.of(p, Shape.of(n, n));
    }

    private static double square(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    /// `p_j|i ~ exp(-b d_j)` with the `b` at which its entropy is the wanted one, by bisection.
    ///
    /// @param squares the distances' squares from point `i`
    /// @param entropy in nats
    static double[] conditional(double[] squares, int i, double entropy) {
        double nearest = Double.POSITIVE_INFINITY;
        double mean = 0;
        for (int j = 0; j < squares.length; j++) {
            nearest = j == i ? nearest : Math.min(nearest, squares[j]);
            mean += squares[j] / (squares.length - 1);
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double b = mean > 0 ? 1 / mean : 1;
        double[] p = new double[squares.length];
        for (int turn = 0; turn < BISECTIONS; turn++) {
            double off = fill(p, squares, i, b, nearest) - entropy;
            if (Math.abs(off) < CLOSE) {
                break;
            }
            if (off > 0) {
                low = b;
            } else {
                high = b;
            }
            b = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * b;
        }
        return p;
    }

    /// Writes the probabilities and returns their entropy. The nearest distance is taken off, so that the sum
    /// is at least 1.
    private static double fill(double[] p, double[] squares, int i, double b, double nearest) {
        double sum = 0;
        double moment = 0;
        for (int j = 0; j < p.length; j++) {
            double d = squares[j] - nearest;
            p[j] = j == i ? 0 : Math.exp(-b * d);
            sum += p[j];
            moment += p[j] == 0 ? 0 : p[j] * d;
        }
        for (int j = 0; j < p.length; j++) {
            p[j] /= sum;
        }
        return Math.log(sum) + b * moment / sum;
    }
}
