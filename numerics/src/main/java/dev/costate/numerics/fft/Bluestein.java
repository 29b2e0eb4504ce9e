package dev.costate.numerics.fft;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.ops.Layout;

/// The transform of a length with a large prime factor as a convolution of a friendlier one (Bluestein, IEEE
/// Trans. Audio Electroacoust. 18, 1970).
///
/// Since `j k = (j^2 + k^2 - (k - j)^2) / 2`, with the chirp `c_j = exp(-pi i j^2 / n)` it is `X_k = c_k sum_j
/// (x_j c_j) conj(c)_(k - j)`.
///
/// @param chirp `c`: `[n]`
/// @param spectrum the transform of `conj(c)`, wrapped around, over the length `m` of the convolution and divided by
/// it: `[m]`
/// @param within transforms of that length
record Bluestein(Complex chirp, Complex spectrum, Transform within) implements Transform {
    /// The length of the convolution.
    static int length(int n) {
        return friendly(2 * n - 1);
    }

    /// The smallest of `2^k`, `3 2^k` and `5 2^k`, `k > 0`, that is not below this, which is 2 or more.
    static int friendly(int least) {
        int best = Integer.MAX_VALUE;
        for (int odd : new int[] {1, 3, 5}) {
            long m = 2L * odd;
            while (m < least) {
                m <<= 1;
            }
            best = (int) Math.min(best, m);
        }
        return best;
    }

    static Bluestein of(int n, DType dtype) {
        int m = length(n);
        // j^2 / 2n turns: the square is reduced exactly.
        RootsOfUnity chirp = RootsOfUnity.table(2L * n, 1, n, (_, j) -> (long) j * j);
        double[] re = new double[m];
        double[] im = new double[m];
        for (int j = 0; j < n; j++) {
            int mirrored = (m - j) % m;
            re[j] = re[mirrored] = chirp.re()[j] / m;
            im[j] = im[mirrored] = -chirp.im()[j] / m;
        }
        Complex spectrum = PlainTransform.of(new RootsOfUnity(re, im)).as(dtype);
        return new Bluestein(chirp.as(dtype), spectrum, MixedRadix.of(Radices.of(m), dtype));
    }

    @Override
    public Complex apply(Complex x) {
        int n = chirp.shape().dim(0);
        int more = spectrum.shape().dim(0) - n;
        Complex turned = x.mul(chirp);
        Complex padded = Fourier.map(turned, t -> Layout.pad(t, new int[] {0}, new int[] {more}));
        Complex product = within.apply(padded).mul(spectrum);
        // the inverse transform, but for 1/m, which is in the spectrum
        Complex y = within.apply(product.conj()).conj();
        return Fourier.map(y, t -> Layout.slice(t, 0, 0, n)).mul(chirp);
    }

    @Override
    public long size() {
        return 2L * (chirp.re().size() + spectrum.re().size()) + within.size();
    }
}
