package dev.costate.numerics.fft;

import dev.costate.Complex;
import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Layout;
import java.util.List;

/// The transform of `2m` real numbers as one of `m` complex ones.
///
/// @param turns `w^k = exp(-pi i k / m)`, `k` from 0 to `m`
/// @param within of length `m`
record RealSpectrum(Complex turns, Transform within) implements Transform {
    static RealSpectrum of(int m, DType dtype) {
        return new RealSpectrum(
                RootsOfUnity.table(2L * m, 1, m + 1, (_, k) -> k).as(dtype), Transforms.of(m, dtype));
    }

    /// Frequencies 0 to `m` of the numbers `a_0, b_0, a_1, b_1, ...` from `z = a + ib`: `[m] -> [m + 1]`.
    ///
    /// With `Z` the transform of `z` those of `a` and `b` are `(Z_k + conj Z_(m - k)) / 2` and `(Z_k - conj
    /// Z_(m - k)) / 2i`, and `X_k = A_k + w^k B_k`.
    @Override
    public Complex apply(Complex z) {
        Complex spectrum = within.apply(z);
        Complex around = Fourier.map(spectrum, t -> Layout.concat(List.of(t, Layout.slice(t, 0, 0, 1)), 0));
        Complex mirrored = mirrored(around);
        Complex a = around.add(mirrored);
        Complex b = around.sub(mirrored); // i times twice B
        return a.sub(b.timesI().mul(turns)).mul(0.5);
    }

    /// The numbers `a_0, b_0, a_1, b_1, ...` from their frequencies: `[m + 1] -> [2m]`.
    ///
    /// [#apply] backward: `Z_k = A_k + i B_k`, with `2 A_k = X_k + conj X_(m - k)` and
    /// `2 B_k = w^-k (X_k - conj X_(m - k))`.
    Tensor inverse(Complex x) {
        int m = Fourier.last(x) - 1;
        Tensor inner = Layout.pad(Layout.slice(x.im(), 0, 1, m), new int[] {1}, new int[] {1});
        Complex real = new Complex(x.re(), inner);
        Complex mirrored = mirrored(real);
        Complex a = real.add(mirrored);
        Complex b = real.sub(mirrored).mul(turns.conj());
        Complex z = Fourier.map(a.add(b.timesI()), t -> Layout.slice(t, 0, 0, m));
        Complex numbers = Fourier.inverse(z).div(2 * m);
        return Layout.stack(List.of(numbers.re(), numbers.im()), 1).reshape(2 * m);
    }

    /// The numbers with these frequencies, of which the missing ones are the conjugates: `[m + 1] -> [2m + 1]`.
    static Tensor odd(Complex x) {
        int m = Fourier.last(x) - 1;
        Tensor re = Layout.slice(x.re(), 0, 1, m + 1);
        Tensor im = Layout.slice(x.im(), 0, 1, m + 1);
        Tensor first = Layout.slice(x.re(), 0, 0, 1);
        Complex all = new Complex(
                Layout.concat(List.of(first, re, re.flip(0)), 0),
                Layout.concat(List.of(first.mul(0), im, im.flip(0).neg()), 0));
        return Fourier.inverse(all).re().div(2 * m + 1);
    }

    /// `conj X_(m - k)`.
    private static Complex mirrored(Complex x) {
        return Fourier.map(x, t -> t.flip(0)).conj();
    }

    @Override
    public long size() {
        return 2L * turns.re().size();
    }
}
