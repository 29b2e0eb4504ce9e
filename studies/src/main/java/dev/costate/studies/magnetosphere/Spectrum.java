package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.vmap;
import static dev.costate.Vmap.SHARED;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.ops.Creation;
import dev.costate.ops.Layout;
import java.util.List;
import java.util.stream.IntStream;

/// The amplitude of a curve's waves by wavelength, of pieces that overlap by half under Hann's window
/// (Welch's method), at wavelengths of any spacing.
///
/// @param grid where the curve is given
/// @param from where the pieces begin, in radii
/// @param to where they end
/// @param piece how long each is
record Spectrum(Grid grid, double from, double to, double piece) {
    /// The root mean square over the pieces of each wave's amplitude.
    double[] of(Tensor y, double[] wavelengths) {
        int samples = (int) Math.round(piece / grid.step());
        int first = (int) Math.round((from - Grid.FROM) / grid.step());
        int pieces = (int) ((to - from) / piece * 2) - 1;
        Tensor at = Creation.arange(DType.FLOAT64, samples);
        Tensor window = at.mul(2 * Math.PI / samples).cos().rsub(1);
        List<Tensor> rows = IntStream.range(0, pieces)
                .mapToObj(i -> first + i * samples / 2)
                .map(start -> Layout.slice(y, 0, start, start + samples))
                .map(row -> row.sub(row.mean()).mul(window))
                .toList();
        Tensor distance = at.mul(grid.step());
        return jit(vmap((Tensor wave, Tensor all) -> amplitude(wave, all, distance))
                        .in(0, SHARED))
                .apply(Tensor.of(wavelengths).rdiv(2 * Math.PI), Layout.stack(rows, 0))
                .toDoubles();
    }

    private static Tensor amplitude(Tensor wave, Tensor rows, Tensor distance) {
        Tensor phase = distance.mul(wave);
        Tensor cosine = rows.mul(phase.cos()).mean(1);
        Tensor sine = rows.mul(phase.sin()).mean(1);
        return cosine.square().add(sine.square()).mean().sqrt().mul(2);
    }
}
