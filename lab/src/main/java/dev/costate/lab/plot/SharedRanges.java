package dev.costate.lab.plot;

import java.util.List;

/// Gives plots the same ranges.
final class SharedRanges {
    private SharedRanges() {}

    /// The plots, each with axes that hold the layers of all of them.
    static List<Plot> of(List<Plot> plots) {
        return plots.stream()
                .map(plot -> {
                    var ranges = Ranges.of(plots, plot);
                    var x = plot.xAxis().scale();
                    var y = plot.yAxis().scale();
                    return plot.rangeX(
                                    x.value(ranges.x().low()),
                                    x.value(ranges.x().high()))
                            .rangeY(
                                    y.value(ranges.y().low()),
                                    y.value(ranges.y().high()));
                })
                .toList();
    }
}
