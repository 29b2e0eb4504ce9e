package dev.costate.internal.linalg;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// [Sweeps] with a segment in each lane of a vector, or of two or four shorter ones.
///
/// Rows are turned into that order on the way down and back on the way up; `t` keeps them in between, real parts,
/// then imaginary ones. What a loop hands on is an argument of its operations only, and known after the loop by -0
/// added to it: HotSpot takes it for any vector. The class can be loaded only where the module
/// `jdk.incubator.vector` is.
final class VectorSweeps implements Sweeps {
    private static final int LANES = Segments.LANES;

    private static final VectorSpecies<Double> SPECIES =
            DoubleVector.SPECIES_PREFERRED.length() > LANES ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;

    private static final DoubleVector NOTHING = DoubleVector.broadcast(SPECIES, -0.0);

    /// The lanes of a vector.
    static int width() {
        return SPECIES.length();
    }

    @Override
    public void down(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t) {
        int length = segments.length();
        load(x.re(), x.p(), length, t, FREE);
        load(x.im(), x.q(), length, t, FREE + segments.size());
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            if (adjoint) {
                downAdjoint(arrays, at, segments.size(), s, t);
            } else {
                down(arrays, at, segments.size(), s, t);
            }
        }
    }

    @Override
    public void up(Object[] arrays, int[] at, boolean adjoint, Segments segments, Column x, double[] t) {
        int length = segments.length();
        for (int s = 0; s < LANES; s += SPECIES.length()) {
            if (adjoint) {
                upAdjoint(arrays, at, segments.size(), s, t);
            } else {
                up(arrays, at, segments.size(), s, t);
            }
        }
        store(t, FREE, length, x.re(), x.p());
        store(t, FREE + segments.size(), length, x.im(), x.q());
    }

    /// Segments of `b` to lanes.
    private static void load(double[] b, int at, int length, double[] t, int to) {
        int step = length + 1;
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

    /// Lanes to segments of `x`.
    private static void store(double[] t, int from, int length, double[] x, int at) {
        int step = length + 1;
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

    private static void down(Object[] arrays, int[] at, int size, int s, double[] t) {
        double[] inverseRe = (double[]) arrays[6];
        double[] inverseIm = (double[]) arrays[7];
        double[] firstRe = (double[]) arrays[8];
        double[] firstIm = (double[]) arrays[9];
        double[] fourthRe = (double[]) arrays[14];
        double[] fourthIm = (double[]) arrays[15];
        int r = at[6] + s;
        int w = at[7] + s;
        int f = at[8] + s;
        int g = at[9] + s;
        int u = at[14] + s;
        int v = at[15] + s;
        int p = FREE + s;
        int q = p + size;
        DoubleVector re = DoubleVector.zero(SPECIES);
        DoubleVector im = DoubleVector.zero(SPECIES);
        DoubleVector sumRe = DoubleVector.zero(SPECIES);
        DoubleVector sumIm = DoubleVector.zero(SPECIES);
        for (int k = 0; k < size; k += LANES) {
            DoubleVector a = vector(inverseRe, r + k);
            DoubleVector b = vector(inverseIm, w + k);
            DoubleVector x = vector(t, p + k);
            DoubleVector y = vector(t, q + k);
            DoubleVector scaledRe = a.fma(x, b.mul(y).neg());
            DoubleVector scaledIm = a.fma(y, b.mul(x));
            DoubleVector c = vector(firstRe, f + k).neg();
            DoubleVector d = vector(firstIm, g + k);
            DoubleVector nextRe = c.fma(re, d.fma(im, scaledRe));
            DoubleVector nextIm = c.fma(im, d.neg().fma(re, scaledIm));
            nextRe.intoArray(t, p + k);
            nextIm.intoArray(t, q + k);
            DoubleVector e = vector(fourthRe, u + k);
            DoubleVector h = vector(fourthIm, v + k);
            sumRe = e.fma(nextRe, h.neg().fma(nextIm, sumRe));
            sumIm = e.fma(nextIm, h.fma(nextRe, sumIm));
            re = nextRe;
            im = nextIm;
        }
        put(t, s, sumRe, sumIm, re, im);
    }

    private static void downAdjoint(Object[] arrays, int[] at, int size, int s, double[] t) {
        double[] secondRe = (double[]) arrays[10];
        double[] secondIm = (double[]) arrays[11];
        double[] thirdRe = (double[]) arrays[12];
        double[] thirdIm = (double[]) arrays[13];
        int f = at[10] + s;
        int g = at[11] + s;
        int u = at[12] + s;
        int v = at[13] + s;
        int p = FREE + s;
        int q = p + size;
        DoubleVector zero = DoubleVector.zero(SPECIES);
        DoubleVector re = zero;
        DoubleVector im = zero;
        DoubleVector sumRe = zero;
        DoubleVector sumIm = zero;
        int before = 0;
        for (int k = 0; k < size; k += LANES) {
            DoubleVector a = vector(secondRe, f + before).neg();
            DoubleVector b = vector(secondIm, g + before);
            DoubleVector nextRe = a.fma(re, b.fma(im, vector(t, p + k)));
            DoubleVector nextIm = a.fma(im, b.neg().fma(re, vector(t, q + k).neg()));
            nextRe.intoArray(t, p + k);
            nextIm.intoArray(t, q + k);
            DoubleVector e = vector(thirdRe, u + k);
            DoubleVector h = vector(thirdIm, v + k);
            sumRe = e.fma(nextRe, h.neg().fma(nextIm, sumRe));
            sumIm = e.fma(nextIm, h.fma(nextRe, sumIm));
            re = nextRe;
            im = nextIm;
            before = k;
        }
        put(t, s, sumRe, sumIm, re, im);
    }

    private static void up(Object[] arrays, int[] at, int size, int s, double[] t) {
        double[] secondRe = (double[]) arrays[10];
        double[] secondIm = (double[]) arrays[11];
        double[] thirdRe = (double[]) arrays[12];
        double[] thirdIm = (double[]) arrays[13];
        int f = at[10] + s;
        int g = at[11] + s;
        int u = at[12] + s;
        int v = at[13] + s;
        int p = FREE + s;
        int q = p + size;
        DoubleVector besideRe = vector(t, s);
        DoubleVector besideIm = vector(t, LANES + s);
        DoubleVector re = vector(t, 2 * LANES + s);
        DoubleVector im = vector(t, 3 * LANES + s);
        for (int k = size - LANES; k >= 0; k -= LANES) {
            DoubleVector a = vector(thirdRe, u + k).neg();
            DoubleVector b = vector(thirdIm, v + k);
            DoubleVector x = a.fma(besideRe, b.fma(besideIm, vector(t, p + k)));
            DoubleVector y = a.fma(besideIm, b.neg().fma(besideRe, vector(t, q + k)));
            DoubleVector c = vector(secondRe, f + k).neg();
            DoubleVector d = vector(secondIm, g + k);
            DoubleVector nextRe = c.fma(re, d.fma(im, x));
            DoubleVector nextIm = c.fma(im, d.neg().fma(re, y));
            nextRe.intoArray(t, p + k);
            nextIm.intoArray(t, q + k);
            re = nextRe;
            im = nextIm;
        }
    }

    private static void upAdjoint(Object[] arrays, int[] at, int size, int s, double[] t) {
        double[] inverseRe = (double[]) arrays[6];
        double[] inverseIm = (double[]) arrays[7];
        double[] firstRe = (double[]) arrays[8];
        double[] firstIm = (double[]) arrays[9];
        double[] fourthRe = (double[]) arrays[14];
        double[] fourthIm = (double[]) arrays[15];
        int r = at[6] + s;
        int w = at[7] + s;
        int f = at[8] + s;
        int g = at[9] + s;
        int u = at[14] + s;
        int v = at[15] + s;
        int p = FREE + s;
        int q = p + size;
        DoubleVector besideRe = vector(t, s);
        DoubleVector besideIm = vector(t, LANES + s);
        DoubleVector re = vector(t, 2 * LANES + s);
        DoubleVector im = vector(t, 3 * LANES + s);
        int behind = 0;
        for (int k = size - LANES; k >= 0; k -= LANES) {
            DoubleVector a = vector(fourthRe, u + k).neg();
            DoubleVector b = vector(fourthIm, v + k);
            DoubleVector x = a.fma(besideRe, b.fma(besideIm, vector(t, p + k)));
            DoubleVector y = a.fma(besideIm, b.neg().fma(besideRe, vector(t, q + k)));
            DoubleVector c = vector(firstRe, f + behind).neg();
            DoubleVector d = vector(firstIm, g + behind);
            DoubleVector nextRe = c.fma(re, d.fma(im, x));
            DoubleVector nextIm = c.fma(im, d.neg().fma(re, y));
            DoubleVector e = vector(inverseRe, r + k);
            DoubleVector h = vector(inverseIm, w + k);
            e.fma(nextRe, h.mul(nextIm).neg()).intoArray(t, p + k);
            e.fma(nextIm, h.mul(nextRe)).neg().intoArray(t, q + k);
            re = nextRe;
            im = nextIm;
            behind = k;
        }
    }

    private static void put(
            double[] t, int s, DoubleVector sumRe, DoubleVector sumIm, DoubleVector re, DoubleVector im) {
        NOTHING.add(sumRe).intoArray(t, s);
        NOTHING.add(sumIm).intoArray(t, LANES + s);
        NOTHING.add(re).intoArray(t, 2 * LANES + s);
        NOTHING.add(im).intoArray(t, 3 * LANES + s);
    }

    private static DoubleVector vector(double[] x, int at) {
        return DoubleVector.fromArray(SPECIES, x, at);
    }
}
