package dev.costate.cli;

import dev.costate.cli.TextTable.Alignment;
import dev.costate.lab.Fact;
import dev.costate.lab.NumberText;
import java.util.List;

/// The facts of a run as a table: name, expected, measured, tolerance, and whether it holds.
final class FactTable {
    private static final String HOLDS = "✓";
    private static final String FAILS = "✗";

    private FactTable() {}

    static void print(List<Fact> facts, Terminal terminal) {
        var table = new TextTable(
                List.of("fact", "expected", "measured", "tolerance", "holds"),
                List.of(Alignment.WORDS, Alignment.NUMBERS, Alignment.NUMBERS, Alignment.NUMBERS, Alignment.NUMBERS));
        for (var fact : facts) {
            var digits = digits(fact);
            table.row(List.of(
                    terminal.shown(fact.name()),
                    terminal.shown(expected(fact, digits)),
                    terminal.shown(measured(fact, digits)),
                    fact.tolerance() == 0 ? "exact" : NumberText.rounded(fact.tolerance(), 2),
                    terminal.shown(fact.holds() ? HOLDS : FAILS)));
        }
        for (var line : table.lines(terminal.width())) {
            terminal.line(coloured(line, terminal));
        }
    }

    private static String expected(Fact fact, int digits) {
        return fact.expected() instanceof List<?> list && fact.tolerance() > 0
                ? list.size() + " values"
                : ValueText.of(fact.expected(), digits);
    }

    /// The value, or for a list that may differ by a tolerance the largest difference.
    private static String measured(Fact fact, int digits) {
        if (fact.tolerance() > 0
                && fact.expected() instanceof List<?> expected
                && fact.measured() instanceof List<?> measured) {
            return expected.size() == measured.size()
                    ? "off by " + NumberText.rounded(largestDifference(expected, measured), 2)
                    : measured.size() + " values";
        }
        return ValueText.of(fact.measured(), digits);
    }

    private static double largestDifference(List<?> expected, List<?> measured) {
        double largest = 0;
        for (var i = 0; i < expected.size(); i++) {
            if (expected.get(i) instanceof Double e && measured.get(i) instanceof Double m && !e.equals(m)) {
                var difference = Math.abs(m - e);
                largest = Double.isNaN(difference) ? Double.NaN : Math.max(largest, difference);
            }
        }
        return largest;
    }

    /// How many digits show a difference as small as the tolerance.
    static int digits(Fact fact) {
        if (fact.measured() instanceof Double measured && fact.expected() instanceof Double expected) {
            var size = Math.max(Math.abs(measured), Math.abs(expected));
            if (fact.tolerance() > 0 && size > 0 && Double.isFinite(size)) {
                return (int) Math.clamp(Math.ceil(Math.log10(size / fact.tolerance())) + 2, 3, 12);
            }
            return fact.tolerance() == 0 ? 17 : 6;
        }
        return 6;
    }

    /// Colours the mark at the end of a row.
    private static String coloured(String line, Terminal terminal) {
        if (line.endsWith(HOLDS)) {
            return line.substring(0, line.length() - 1) + terminal.good(HOLDS);
        }
        return line.endsWith(FAILS) ? line.substring(0, line.length() - 1) + terminal.bad(FAILS) : line;
    }
}
