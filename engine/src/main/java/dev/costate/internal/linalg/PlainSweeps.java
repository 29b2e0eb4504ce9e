package dev.costate.internal.linalg;

import java.util.Arrays;

/// [Sweeps] as plain loops: the lanes' chains wait for themselves only, so that the processor has eight at work.
record PlainSweeps() implements Sweeps {
    private static final int LANES = Segments.LANES;

    @Override
    public void load(double[] b, int at, int step, int length, double[] t, int to) {
        for (int i = 0; i < length; i++) {
            for (int s = 0; s < LANES; s++) {
                t[to + i * LANES + s] = b[at + s * step + i];
            }
        }
    }

    @Override
    public void store(double[] t, int from, int length, double[] x, int at, int step) {
        for (int i = 0; i < length; i++) {
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
        Arrays.fill(t, size, size + LANES, 0);
        for (int k = 0; k < size; k++) {
            double y = scaled ? inverse[p + k] * t[k] : t[k];
            if (k >= LANES) {
                y = Math.fma(-chain[c + k], t[k - LANES], y);
            }
            t[k] = y;
            int sum = size + k % LANES;
            t[sum] = Math.fma(spike[w + k], y, t[sum]);
        }
        System.arraycopy(t, size - LANES, t, size + LANES, LANES);
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
        int end = size + LANES;
        for (int k = size - 1; k >= 0; k--) {
            int s = k % LANES;
            double y = Math.fma(-spike[v + k], t[size + s], t[k]);
            y = Math.fma(-chain[c + (k + places.shift()) % size], t[end + s], y);
            t[end + s] = y;
            t[k] = scaled ? inverse[p + k] * y : y;
        }
    }

    @Override
    public void complexDown(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        int beside = 2 * size;
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
        Arrays.fill(t, beside, beside + 2 * LANES, 0);
        for (int k = 0; k < size; k++) {
            double re = t[k];
            double im = t[size + k];
            if (scaled) {
                double x = Math.fma(inverseRe[p + k], re, -(inverseIm[q + k] * im));
                im = Math.fma(inverseRe[p + k], im, inverseIm[q + k] * re);
                re = x;
            }
            if (k >= LANES) {
                double a = chainRe[c + k];
                double b = chainIm[d + k];
                double x = t[k - LANES];
                double y = t[size + k - LANES];
                re = Math.fma(-a, x, Math.fma(b, y, re));
                im = Math.fma(-a, y, Math.fma(-b, x, im));
            }
            t[k] = re;
            t[size + k] = im;
            int sum = beside + k % LANES;
            double a = spikeRe[u + k];
            double b = spikeIm[v + k];
            t[sum] = Math.fma(a, re, Math.fma(-b, im, t[sum]));
            t[sum + LANES] = Math.fma(a, im, Math.fma(b, re, t[sum + LANES]));
        }
        System.arraycopy(t, size - LANES, t, beside + 2 * LANES, LANES);
        System.arraycopy(t, 2 * size - LANES, t, beside + 3 * LANES, LANES);
    }

    @Override
    public void complexUp(Object[] arrays, int[] at, Places places, int length, double[] t) {
        int size = length * LANES;
        int beside = 2 * size;
        int end = beside + 2 * LANES;
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
        for (int k = size - 1; k >= 0; k--) {
            int s = k % LANES;
            double a = spikeRe[u + k];
            double b = spikeIm[v + k];
            double x = t[beside + s];
            double y = t[beside + LANES + s];
            double re = Math.fma(-a, x, Math.fma(b, y, t[k]));
            double im = Math.fma(-a, y, Math.fma(-b, x, t[size + k]));
            int r = (k + places.shift()) % size;
            a = chainRe[c + r];
            b = chainIm[d + r];
            x = t[end + s];
            y = t[end + LANES + s];
            re = Math.fma(-a, x, Math.fma(b, y, re));
            im = Math.fma(-a, y, Math.fma(-b, x, im));
            t[end + s] = re;
            t[end + LANES + s] = im;
            t[k] = scaled ? Math.fma(inverseRe[p + k], re, -(inverseIm[q + k] * im)) : re;
            t[size + k] = scaled ? Math.fma(inverseRe[p + k], im, inverseIm[q + k] * re) : im;
        }
    }
}
