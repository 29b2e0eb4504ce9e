package dev.costate.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Judges claims and keeps the facts of a run.
final class FactBook {
    private final List<Fact> facts = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    List<Fact> all() {
        return List.copyOf(facts);
    }

    Fact within(String name, double expected, double measured, double tolerance) {
        requireTolerance(name, tolerance);
        return keep(new Fact(name, expected, measured, tolerance, isWithin(expected, measured, tolerance)));
    }

    Fact within(String name, double[] expected, double[] measured, double tolerance) {
        requireTolerance(name, tolerance);
        var holds = expected.length == measured.length;
        for (var i = 0; holds && i < expected.length; i++) {
            holds = isWithin(expected[i], measured[i], tolerance);
        }
        return keep(new Fact(name, PlainValue.of(expected), PlainValue.of(measured), tolerance, holds));
    }

    Fact equal(String name, @Nullable Object expected, @Nullable Object measured) {
        var plainExpected = PlainValue.of(expected, "fact '" + name + "', expected");
        var plainMeasured = PlainValue.of(measured, "fact '" + name + "', measured");
        return keep(new Fact(name, plainExpected, plainMeasured, 0, Objects.equals(plainExpected, plainMeasured)));
    }

    Fact oneSided(String name, String relation, double bound, double measured, boolean holds) {
        return keep(new Fact(name, relation + NumberText.exact(bound), measured, 0, holds));
    }

    Fact between(String name, double low, double high, double measured) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("fact '%s': no number is between %s and %s".formatted(name, low, high));
        }
        var holds = low <= measured && measured <= high;
        return keep(new Fact(name, low + (high - low) / 2, measured, (high - low) / 2, holds));
    }

    private Fact keep(Fact fact) {
        if (!names.add(fact.name())) {
            throw new IllegalArgumentException(
                    "fact '" + fact.name() + "' was stated before; give every fact a name of its own");
        }
        facts.add(fact);
        return fact;
    }

    private static boolean isWithin(double expected, double measured, double tolerance) {
        // the first half is for infinities, whose difference is NaN
        return expected == measured || (Math.abs(measured - expected) <= tolerance && Double.isFinite(measured));
    }

    private static void requireTolerance(String name, double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException(
                    "fact '%s': the tolerance is %s; it is a number from 0 up".formatted(name, tolerance));
        }
    }
}
