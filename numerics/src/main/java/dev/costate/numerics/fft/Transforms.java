package dev.costate.numerics.fft;

import dev.costate.DType;
import java.util.LinkedHashMap;
import java.util.Map;

/// The transforms that were made, the latest used of them kept.
final class Transforms {
    /// How many numbers the tables of all that are kept may hold: 128 MB in `FLOAT64`.
    private static final long KEPT = 1L << 24;

    private record Kind(int n, DType dtype, boolean real) {}

    private static final Map<Kind, Transform> MADE = new LinkedHashMap<>(16, 0.75f, true);

    private Transforms() {}

    /// The transform of length `n`.
    static Transform of(int n, DType dtype) {
        return kept(new Kind(n, dtype, false));
    }

    /// The transform of `2m` real numbers.
    static RealSpectrum real(int m, DType dtype) {
        return (RealSpectrum) kept(new Kind(m, dtype, true));
    }

    private static Transform kept(Kind kind) {
        synchronized (MADE) {
            Transform made = MADE.get(kind);
            if (made != null) {
                return made;
            }
        }
        Transform fresh = kind.real ? RealSpectrum.of(kind.n, kind.dtype) : make(kind.n, kind.dtype);
        synchronized (MADE) {
            MADE.put(kind, fresh);
            long size = MADE.values().stream().mapToLong(Transform::size).sum();
            var eldest = MADE.entrySet().iterator();
            while (size > KEPT && eldest.hasNext()) {
                size -= eldest.next().getValue().size();
                eldest.remove();
            }
        }
        return fresh;
    }

    private static Transform make(int n, DType dtype) {
        Radices radices = Radices.of(n);
        if (radices.factors().stream().allMatch(r -> r <= Radices.LARGEST)) {
            return MixedRadix.of(radices, dtype);
        }
        int m = Bluestein.length(n);
        double chirps = 2.0 * m / n * Radices.of(m).cost();
        return radices.cost() <= chirps ? MixedRadix.of(radices, dtype) : Bluestein.of(n, dtype);
    }
}
