package dev.costate.studies.magnetosphere;

import static dev.costate.Costate.jit;
import static dev.costate.Costate.jvp;

import dev.costate.Jit;
import dev.costate.Tensor;
import java.util.stream.IntStream;

/// By how much a pass through the loop multiplies a small wave in the conductivity.
///
/// A pass differentiates: a wave of wave number `k` becomes `1/2 + i k c / 2` times itself, or with a filter
/// that leaves the share `g` of it, `1/2 + i k c g / 2`. The length `c = S'(j) 4 Omega B x (1 - w)` is how
/// far a pass carries the wave.
///
/// That is the limit of short waves. Plasma answers a wave that is longer than `1 / K x^-5` by lagging less
/// where the conductivity is higher, and the current hardly changes: `k` times `(i k + 2/x) / (i k + K x^-5 +
/// 2/x)`.
final class Waves {
    private final Iteration loop;
    private final Pass state;
    private final double[] lengths;
    private final Jit.Of2<Tensor, Tensor, Tensor> derivative;

    /// @param state the pass about which the waves are small
    Waves(Iteration loop, Pass state) {
        this.loop = loop;
        this.state = state;
        Dwarf dwarf = loop.dwarf();
        this.lengths = Conductivity.slope(state.density())
                .mul(dwarf.densityScale() * dwarf.currentScale())
                .mul(loop.grid().x())
                .mul(state.corotation().rsub(1))
                .toDoubles();
        var pass = loop.onGrid();
        this.derivative = jit((Tensor s, Tensor along) ->
                jvp((Tensor v) -> pass.apply(v).next(), s, along).tangent());
    }

    /// About the first pass.
    static Waves aboutTheFirst(Iteration loop) {
        return new Waves(
                loop, loop.passes(new Integrator.Trapezoidal(loop.dwarf()), 1).getFirst());
    }

    /// `c` at a distance, in radii.
    double length(double x) {
        return lengths[(int) Math.round((x - Grid.FROM) / loop.grid().step())];
    }

    /// The largest `c`, in radii.
    double longest() {
        return IntStream.range(0, lengths.length)
                .mapToDouble(i -> lengths[i])
                .max()
                .orElseThrow();
    }

    /// What the filter leaves of a wave.
    double share(double wavelength) {
        double wave = 2 * Math.PI / wavelength * loop.grid().step();
        return loop.filter().map(f -> f.transfer(wave)).orElse(1.0);
    }

    /// `|1/2 + i k c g / 2|`.
    double predicted(double x, double wavelength) {
        return 0.5 * Math.hypot(1, 2 * Math.PI / wavelength * length(x) * share(wavelength));
    }

    /// The same with the plasma's answer.
    double answered(double x, double wavelength) {
        double k = 2 * Math.PI / wavelength;
        double slack = 2 / x;
        double hold = loop.dwarf().pull() * Conductivity.BACKGROUND / Math.pow(x, 5) + slack;
        // i k (i k + slack) / (i k + hold)
        double real = -k * k * (hold - slack) / (hold * hold + k * k);
        double imaginary = k * (slack * hold + k * k) / (hold * hold + k * k);
        double c = length(x) * share(wavelength);
        return 0.5 * Math.hypot(1 + c * real, c * imaginary);
    }

    /// A wave packet of amplitude 1 about a distance, with a wavelength in its standard deviation.
    Tensor packet(double x, double wavelength) {
        Tensor from = loop.grid().x().sub(x);
        Tensor envelope = from.div(wavelength).square().mul(-0.5).exp();
        return from.mul(2 * Math.PI / wavelength).sin().mul(envelope);
    }

    /// The measured factor of such a packet: the norm of a pass's derivative along it over the packet's.
    double measured(double x, double wavelength) {
        Tensor packet = packet(x, wavelength);
        Tensor after = derivative.apply(state.conductivity(), packet);
        return after.norm().item() / packet.norm().item();
    }

    /// The wavelength above which a wave shrinks without a filter, `2 pi c / sqrt 3`.
    static double critical(double c) {
        return 2 * Math.PI * c / Math.sqrt(3);
    }

    /// Wavelengths from one to another in equal ratios.
    static double[] wavelengths(double from, double to, int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> from * Math.pow(to / from, i / (count - 1.0)))
                .toArray();
    }
}
