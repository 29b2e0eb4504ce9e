package dev.costate.bench.report;

import dev.costate.bench.measure.Agreement;
import dev.costate.bench.measure.Timing;
import dev.costate.bench.workload.Figure;
import dev.costate.bench.workload.Tolerance;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/// Figures in words, to three digits at most.
final class Words {
    private Words() {}

    /// `1,230,000`, `12.3`, `0.85`.
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(3));
        if (rounded.signum() == 0) {
            return "0";
        }
        return Math.abs(value) >= 100
                ? String.format(Locale.ROOT, "%,.0f", rounded)
                : rounded.stripTrailingZeros().toPlainString();
    }

    /// `1,230 GFLOP/s`.
    static String figure(Figure figure, double seconds) {
        return number(figure.of(seconds)) + " " + figure.unit();
    }

    /// The quartiles of the samples in the figure's unit, smaller one first.
    static String spread(Figure figure, Timing timing) {
        var a = figure.of(timing.quantile(0.25));
        var b = figure.of(timing.quantile(0.75));
        return number(Math.min(a, b)) + ".." + number(Math.max(a, b));
    }

    /// `2.31x`.
    static String times(double factor) {
        return number(factor) + "x";
    }

    /// `123 ms`, `1.23 s`.
    static String duration(double seconds) {
        return seconds < 1 ? number(1e3 * seconds) + " ms" : number(seconds) + " s";
    }

    static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    /// How far the results are apart, beside what is allowed.
    static String agreement(Agreement agreement, Tolerance tolerance) {
        if (!agreement.problem().isEmpty()) {
            return "DISAGREE: " + agreement.problem();
        }
        if (agreement.distance() == 0) {
            return "equal";
        }
        var text = tolerance.relative() == 0
                ? "%.2g of %.2g".formatted(agreement.distance() * tolerance.absolute(), tolerance.absolute())
                : "%.1e of %.0e".formatted(agreement.relative(), tolerance.relative());
        return agreement.holds() ? text : "DISAGREE: " + agreement.worst() + " " + text;
    }
}
