package dev.costate.internal.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Sweeps] in vectors of up to eight lanes.
///
/// What a loop hands on is an argument of its operations only, and known after the loop by -0 added to it: HotSpot
/// takes it for any vector. The class can be loaded only where the module `jdk.incubator.vector` is.
record VectorSweeps() implements Sweeps {
    private static final int LANES = Segments.LANES;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > LANES
            ? DoubleVector.SPECIES_512
            : DoubleVector.SPECIES_PREFERRED;

    private static final DoubleVector NOTHING = DoubleVector.broadcast(SPECIES, -0.0);

    /// The lanes of a vector.
    static int width() {
        return SPECIES.length();
    }

    @Override
    public void load(double[] b, int at, int step, int length, double[] t, int to) {
        int i = 0;
        if (SPECIES.length() == LANES) {
            for (; i + LANES <= length; i += LANES) {
                EightByEight.transpose(b, at + i, step, t, to + i * LANES, LANES);
            }
        }
        for (; i < length; i++) {
            for (int s = 0; s < LANES; s++) {
                t[to + i * LANES + s] = b[at + s * step + i];
            }
        }
    }

    @Override
    public void store(double[] t, int from, int length, double[] x, int at, int step) {
        int i = 0;
        if (SPECIES.length() == LANES) {
            for (; i + LANES <= length; i += LANES) {
                EightByEight.transpose(t, from + i * LANES, LANES, x, at + i, step);
            }
        }
        for (; i < length; i++) {
            for (int s = 0; s < LANES; s++) {
                x[at + s * step + i] = t[from + i * LANES + s];
            }
        }
    }

    @Override
    public void down(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        boolean scaled = places.inverse() >= 0;
        double[] inverse = (double[]) arrays[Math.max(0, places.inverse())];
        double[] chain = (double[]) arrays[places.chain()];
        double[] spike = (double[]) arrays[places.spike()];
        int p = at[Math.max(0, places.inverse())];
        int c = at[places.chain()] + places.shift();
        int w = at[places.spike()];
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            DoubleVector y = vector(t, s);
            if (scaled) {
                y = vector(inverse, p + s).mul(y);
            }
            y.intoArray(t, s);
            DoubleVector sum = vector(spike, w + s).fma(y, DoubleVector.zero(SPECIES));
            for (int k = s + LANES; k < size; k += LANES) {
                DoubleVector x = vector(t, k);
                if (scaled) {
                    x = vector(inverse, p + k).mul(x);
                }
                DoubleVector next = vector(chain, c + k).neg().fma(y, x);
                next.intoArray(t, k);
                sum = vector(spike, w + k).fma(next, sum);
                y = next;
            }
            NOTHING.add(sum).intoArray(t, size + s);
            NOTHING.add(y).intoArray(t, size + LANES + s);
        }
    }

    @Override
    public void up(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        boolean scaled = places.inverse() >= 0;
        double[] inverse = (double[]) arrays[Math.max(0, places.inverse())];
        double[] chain = (double[]) arrays[places.chain()];
        double[] spike = (double[]) arrays[places.spike()];
        int p = at[Math.max(0, places.inverse())];
        int c = at[places.chain()];
        int v = at[places.spike()];
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            DoubleVector beside = vector(t, size + s);
            DoubleVector y = vector(t, size + LANES + s);
            // the place that the shift leads to from the last row is the first
            int factor = c + (size - LANES + places.shift()) % size;
            for (int k = size - LANES; k >= 0; k -= LANES) {
                DoubleVector x = vector(spike, v + s + k).neg().fma(beside, vector(t, s + k));
                DoubleVector next = vector(chain, factor + s).neg().fma(y, x);
                (scaled ? vector(inverse, p + s + k).mul(next) : next).intoArray(t, s + k);
                y = next;
                factor = c + k - LANES + places.shift();
            }
        }
    }

    @Override
    public void complexDown(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        boolean scaled = places.inverse() >= 0;
        int inverse = Math.max(0, places.inverse());
        double[] inverseRe = (double[]) arrays[inverse];
        double[] inverseIm = (double[]) arrays[inverse + 1];
        double[] chainRe = (double[]) arrays[places.chain()];
        double[] chainIm = (double[]) arrays[places.chain() + 1];
        double[] spikeRe = (double[]) arrays[places.spike()];
        double[] spikeIm = (double[]) arrays[places.spike() + 1];
        int p = at[inverse];
        int q = at[inverse + 1];
        int c = at[places.chain()] + places.shift();
        int d = at[places.chain() + 1] + places.shift();
        int u = at[places.spike()];
        int v = at[places.spike() + 1];
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            DoubleVector re = vector(t, s);
            DoubleVector im = vector(t, size + s);
            if (scaled) {
                DoubleVector a = vector(inverseRe, p + s);
                DoubleVector b = vector(inverseIm, q + s);
                DoubleVector x = a.fma(re, b.mul(im).neg());
                im = a.fma(im, b.mul(re));
                re = x;
            }
            re.intoArray(t, s);
            im.intoArray(t, size + s);
            DoubleVector e = vector(spikeRe, u + s);
            DoubleVector f = vector(spikeIm, v + s);
            DoubleVector zero = DoubleVector.zero(SPECIES);
            DoubleVector sumRe = e.fma(re, f.neg().fma(im, zero));
            DoubleVector sumIm = e.fma(im, f.fma(re, zero));
            for (int k = s + LANES; k < size; k += LANES) {
                DoubleVector x = vector(t, k);
                DoubleVector y = vector(t, size + k);
                if (scaled) {
                    DoubleVector a = vector(inverseRe, p + k);
                    DoubleVector b = vector(inverseIm, q + k);
                    DoubleVector z = a.fma(x, b.mul(y).neg());
                    y = a.fma(y, b.mul(x));
                    x = z;
                }
                DoubleVector a = vector(chainRe, c + k).neg();
                DoubleVector b = vector(chainIm, d + k);
                DoubleVector nextRe = a.fma(re, b.fma(im, x));
                DoubleVector nextIm = a.fma(im, b.neg().fma(re, y));
                nextRe.intoArray(t, k);
                nextIm.intoArray(t, size + k);
                DoubleVector g = vector(spikeRe, u + k);
                DoubleVector h = vector(spikeIm, v + k);
                sumRe = g.fma(nextRe, h.neg().fma(nextIm, sumRe));
                sumIm = g.fma(nextIm, h.fma(nextRe, sumIm));
                re = nextRe;
                im = nextIm;
            }
            NOTHING.add(sumRe).intoArray(t, 2 * size + s);
            NOTHING.add(sumIm).intoArray(t, 2 * size + LANES + s);
            NOTHING.add(re).intoArray(t, 2 * size + 2 * LANES + s);
            NOTHING.add(im).intoArray(t, 2 * size + 3 * LANES + s);
        }
    }

    @Override
    public void complexUp(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        boolean scaled = places.inverse() >= 0;
        int inverse = Math.max(0, places.inverse());
        double[] inverseRe = (double[]) arrays[inverse];
        double[] inverseIm = (double[]) arrays[inverse + 1];
        double[] chainRe = (double[]) arrays[places.chain()];
        double[] chainIm = (double[]) arrays[places.chain() + 1];
        double[] spikeRe = (double[]) arrays[places.spike()];
        double[] spikeIm = (double[]) arrays[places.spike() + 1];
        int p = at[inverse];
        int q = at[inverse + 1];
        int c = at[places.chain()];
        int d = at[places.chain() + 1];
        int u = at[places.spike()];
        int v = at[places.spike() + 1];
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            DoubleVector besideRe = vector(t, 2 * size + s);
            DoubleVector besideIm = vector(t, 2 * size + LANES + s);
            DoubleVector re = vector(t, 2 * size + 2 * LANES + s);
            DoubleVector im = vector(t, 2 * size + 3 * LANES + s);
            // the place that the shift leads to from the last row is the first
            int factor = s + (size - LANES + places.shift()) % size;
            for (int k = s + size - LANES; k >= 0; k -= LANES) {
                DoubleVector g = vector(spikeRe, u + k).neg();
                DoubleVector h = vector(spikeIm, v + k);
                DoubleVector x = g.fma(besideRe, h.fma(besideIm, vector(t, k)));
                DoubleVector y = g.fma(besideIm, h.neg().fma(besideRe, vector(t, size + k)));
                DoubleVector a = vector(chainRe, c + factor).neg();
                DoubleVector b = vector(chainIm, d + factor);
                DoubleVector nextRe = a.fma(re, b.fma(im, x));
                DoubleVector nextIm = a.fma(im, b.neg().fma(re, y));
                re = nextRe;
                im = nextIm;
                if (scaled) {
                    DoubleVector e = vector(inverseRe, p + k);
                    DoubleVector f = vector(inverseIm, q + k);
                    DoubleVector z = e.fma(nextRe, f.mul(nextIm).neg());
                    nextIm = e.fma(nextIm, f.mul(nextRe));
                    nextRe = z;
                }
                nextRe.intoArray(t, k);
                nextIm.intoArray(t, size + k);
                factor = k - LANES + places.shift();
            }
        }
    }

    private static DoubleVector vector(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }
}
