package dev.costate.lab.config;

import dev.costate.lab.NumberText;
import dev.costate.lab.Option;

/// The range of an option's number: `min <= value <= max` and `above < value < below`.
public record Bounds(double min, double max, double above, double below) {
    static final Bounds NONE = new Bounds(
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Bounds of(Option option) {
        return new Bounds(option.min(), option.max(), option.above(), option.below());
    }

    /// Whether a finite `value` is in the range.
    public boolean contains(double value) {
        return min <= value && value <= max && above < value && value < below;
    }

    /// The range in words, such as `from 0 to 1`, `above 0 and below 1` or `from 1 up`; empty if every number will
    /// do.
    public String inWords() {
        var hasAbove = above > Double.NEGATIVE_INFINITY && above >= min;
        var hasBelow = below < Double.POSITIVE_INFINITY && below <= max;
        var low = hasAbove ? above : min;
        var high = hasBelow ? below : max;
        var lowWords = Double.isInfinite(low) ? "" : (hasAbove ? "above " : "from ") + text(low);
        if (Double.isInfinite(high)) {
            return hasAbove || lowWords.isEmpty() ? lowWords : lowWords + " up";
        }
        var highText = text(high);
        if (lowWords.isEmpty()) {
            return (hasBelow ? "below " : "at most ") + highText;
        }
        return lowWords + (hasBelow ? " and below " : hasAbove ? ", at most " : " to ") + highText;
    }

    /// A whole number as large as a seed has all of its digits: an exponent would look like a fraction.
    private static String text(double bound) {
        var isWhole = bound == Math.rint(bound) && Math.abs(bound) < 1e12;
        return isWhole && Math.abs(bound) >= 1e7 ? Long.toString((long) bound) : NumberText.exact(bound);
    }
}
