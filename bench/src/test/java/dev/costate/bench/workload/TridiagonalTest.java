package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TridiagonalTest {
    /// A Gaussian of width 1 spreads as `sd = sqrt((1 + t^2) / 2)`, 14.1598 at t = 20; on the document's grid the
    /// scheme
    /// comes to 14.0309. The scheme keeps the norm.
    @Test
    void theWaveSpreadsAsOnTheDocumentsGrid() {
        var tridiagonal = new Tridiagonal();
        var end = Run.of(tridiagonal, tridiagonal.data(Scale.FULL));
        var re = end.get("re").toDoubles();
        var im = end.get("im").toDoubles();
        var dx = 200.0 / 1200;
        var norm = 0.0;
        var mean = 0.0;
        var square = 0.0;
        for (var n = 0; n < re.length; n++) {
            var x = -100 + n * dx;
            var density = dx * (re[n] * re[n] + im[n] * im[n]);
            norm += density;
            mean += x * density;
            square += x * x * density;
        }
        assertThat(norm).isCloseTo(1, within(2e-13));
        assertThat(mean).isCloseTo(0, within(1e-9));
        assertThat(Math.sqrt(square - mean * mean)).isCloseTo(14.0309, within(5e-5));
    }
}
