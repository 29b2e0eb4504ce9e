package dev.costate.lab.plot;

/// Grows to hold the places of all values that an axis is to show.
final class Extent {
    private final Scale scale;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double ground = Double.NaN;

    Extent(Scale scale) {
        this.scale = scale;
    }

    /// Includes a value; one that the scale cannot show changes nothing.
    void include(double value) {
        includePlace(scale.place(value));
    }

    void includePlace(double place) {
        if (!Double.isNaN(place)) {
            low = Math.min(low, place);
            high = Math.max(high, place);
        }
    }

    /// Includes a value on which things stand: if nothing is below it, the axis begins there without a margin.
    void standOn(double value) {
        include(value);
        ground = scale.place(value);
    }

    void includeAll(Values values) {
        values.stream().forEach(this::include);
    }

    /// The range to show: the axis's own bounds where it has them, else these values with a margin.
    ///
    /// @param margin the part of the range left free at each end that the axis does not fix
    Span span(Axis axis, double margin) {
        var fixedLow = scale.place(axis.low());
        var fixedHigh = scale.place(axis.high());
        var isEmpty = low > high;
        var first = !Double.isNaN(fixedLow) ? fixedLow : isEmpty ? emptyLow(fixedHigh) : low;
        var last = !Double.isNaN(fixedHigh) ? fixedHigh : isEmpty ? first + 1 : high;
        if (first >= last || last - first < 1e-12 * Math.max(Math.abs(first), Math.abs(last))) {
            var half = halfWidthAround(first);
            return !Double.isNaN(fixedLow)
                    ? new Span(first, first + 2 * half)
                    : !Double.isNaN(fixedHigh) ? new Span(last - 2 * half, last) : new Span(first - half, first + half);
        }
        var free = margin * (last - first);
        return new Span(
                Double.isNaN(fixedLow) && first != ground ? first - free : first,
                Double.isNaN(fixedHigh) && last != ground ? last + free : last);
    }

    private static double emptyLow(double fixedHigh) {
        return Double.isNaN(fixedHigh) ? 0 : fixedHigh - 1;
    }

    /// Half the width of an axis that shows a single value.
    private double halfWidthAround(double place) {
        return switch (scale) {
            case Scale.Linear _ -> place == 0 ? 0.5 : Math.abs(place) * 0.1;
            case Scale.Log _, Scale.Symlog _ -> 0.5;
        };
    }
}
