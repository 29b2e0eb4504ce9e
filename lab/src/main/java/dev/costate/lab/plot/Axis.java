package dev.costate.lab.plot;

import java.util.List;
import java.util.Locale;

/// An axis of a plot.
///
/// @param label what it measures, with the unit
/// @param scale how it maps numbers to places
/// @param low its first number, or NaN to fit the data
/// @param high its last number, or NaN to fit the data
/// @param names what stands at 0, 1, 2, ... in place of numbers; without names numbers do
public record Axis(String label, Scale scale, double low, double high, List<String> names) {
    static final Axis DEFAULT = new Axis("", Scale.LINEAR, Double.NaN, Double.NaN, List.of());

    /// Checks and copies its arguments.
    ///
    /// @throws IllegalArgumentException if the range is empty or cannot be shown on the scale
    public Axis {
        names = List.copyOf(names);
        requirePlace(label, scale, low);
        requirePlace(label, scale, high);
        if (low >= high) {
            throw new IllegalArgumentException(
                    "axis '%s': the range from %s to %s is empty".formatted(label, low, high));
        }
    }

    private static void requirePlace(String label, Scale scale, double bound) {
        if (!Double.isNaN(bound) && Double.isNaN(scale.place(bound))) {
            throw new IllegalArgumentException("axis '%s': the bound %s cannot be shown on a %s scale"
                    .formatted(label, bound, scale.getClass().getSimpleName().toLowerCase(Locale.ROOT)));
        }
    }

    Axis labelled(String label) {
        return new Axis(label, scale, low, high, names);
    }

    Axis scaled(Scale scale) {
        return new Axis(label, scale, low, high, names);
    }

    Axis between(double low, double high) {
        return new Axis(label, scale, low, high, names);
    }

    Axis named(List<String> names) {
        return new Axis(label, scale, low, high, names);
    }
}
