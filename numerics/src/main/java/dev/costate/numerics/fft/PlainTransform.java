package dev.costate.numerics.fft;

/// The transform of an array on the spot, for the tables of others.
final class PlainTransform {
    private PlainTransform() {}

    /// The transform of complex numbers in double precision, by the smallest factor of their number first.
    static RootsOfUnity of(RootsOfUnity x) {
        int n = x.re().length;
        int p = smallestFactor(n);
        if (n == 1) {
            return x;
        }
        RootsOfUnity roots = RootsOfUnity.table(n, 1, n, (_, k) -> k);
        RootsOfUnity[] parts = new RootsOfUnity[p];
        int m = n / p;
        for (int q = 0; q < p; q++) {
            double[] re = new double[m];
            double[] im = new double[m];
            for (int j = 0; j < m; j++) {
                re[j] = x.re()[j * p + q];
                im[j] = x.im()[j * p + q];
            }
            parts[q] = of(new RootsOfUnity(re, im));
        }
        double[] re = new double[n];
        double[] im = new double[n];
        for (int k = 0; k < n; k++) {
            for (int q = 0; q < p; q++) {
                int turn = (int) ((long) q * k % n);
                double c = roots.re()[turn];
                double s = roots.im()[turn];
                double a = parts[q].re()[k % m];
                double b = parts[q].im()[k % m];
                re[k] += a * c - b * s;
                im[k] += a * s + b * c;
            }
        }
        return new RootsOfUnity(re, im);
    }

    private static int smallestFactor(int n) {
        for (int p = 2; (long) p * p <= n; p++) {
            if (n % p == 0) {
                return p;
            }
        }
        return n;
    }
}
