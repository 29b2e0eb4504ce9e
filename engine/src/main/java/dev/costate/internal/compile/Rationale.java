package dev.costate.internal.compile;

import dev.costate.graph.Graph;
import java.util.Locale;
import java.util.Map;

/// What a plan was made of and why it is as it is: for explaining it, not for running it.
///
/// @param graph the program; its values have the numbers of the plan's slots
/// @param stored why values that could be computed where they are read are in memory instead
record Rationale(Graph graph, Map<Integer, String> stored) {
    Rationale {
        stored = Map.copyOf(stored);
    }

    /// A number for reading: whole, or with one decimal if it is small.
    static String rounded(double number) {
        return String.format(Locale.ROOT, number < 10 && number != Math.rint(number) ? "%.1f" : "%,.0f", number);
    }
}
