package dev.costate.lab.stats;

import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.ColourMap;
import dev.costate.lab.plot.Layer;
import dev.costate.lab.plot.Legend;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// A picture of a quantity over the steps: for each condition a line in a band, its runs faint behind.
///
/// ```java
/// import dev.costate.lab.plot.*;
///
/// Plot losses(Conditions conditions, double lambda) {
///     return ConditionCurves.of(conditions, "loss").statistic(Statistic.MEDIAN).plot().logY()
///             .theory("2 λ²", 0, 5000, step -> 2 * lambda * lambda);
/// }
/// ```
///
/// The legend has `n` of each condition and how many runs diverged; a cross at the upper edge marks the step at
/// which one did. The axes hold all runs that did not diverge: what the others did on their way may leave the
/// picture.
///
/// @param conditions the conditions
/// @param metric the quantity
/// @param statistic what the line is
/// @param bootstrap how the band is found
/// @param showsRuns whether single runs are drawn
public record ConditionCurves(
        Conditions conditions, String metric, Statistic statistic, Bootstrap bootstrap, boolean showsRuns) {
    /// The mean in a band of 95 % (bootstrap, percentiles of 2,000 draws), over the single runs.
    ///
    /// @throws IllegalArgumentException if no run has recorded the quantity
    public static ConditionCurves of(Conditions conditions, String metric) {
        conditions.requireMetric(metric);
        return new ConditionCurves(conditions, metric, Statistic.MEAN, Bootstrap.PERCENTILE, true);
    }

    /// With another statistic as the line.
    public ConditionCurves statistic(Statistic statistic) {
        return new ConditionCurves(conditions, metric, statistic, bootstrap, showsRuns);
    }

    /// With a band found otherwise.
    public ConditionCurves bootstrap(Bootstrap bootstrap) {
        return new ConditionCurves(conditions, metric, statistic, bootstrap, showsRuns);
    }

    /// Without the single runs.
    public ConditionCurves withoutRuns() {
        return new ConditionCurves(conditions, metric, statistic, bootstrap, false);
    }

    /// The colour of a condition: that of a series if there are few, else from a row of colours from dark to
    /// light.
    public Colour colour(Condition condition) {
        var index = conditions.all().indexOf(condition);
        var count = conditions.all().size();
        return count <= Colour.SERIES_SIZE ? Colour.series(index) : ColourMap.VIRIDIS.at(0.92 * index / (count - 1));
    }

    /// All conditions on one pair of axes.
    public Plot plot() {
        var pieces = conditions.all().stream().map(this::piece).toList();
        var plot = axes(conditions.all().size() == 1 ? metric : metric + " by " + String.join(", ", conditions.keys()))
                .subtitle(caption(pieces))
                .legend(pieces.size() > 6 ? Legend.RIGHT : Legend.TOP);
        return with(plot, pieces, true);
    }

    /// A panel for each condition, all with the same ranges, `columns` in a row.
    ///
    /// @param finish what else each panel gets: an axis of another scale, the theory of its condition
    public PlotGrid panels(int columns, BiFunction<Condition, Plot, Plot> finish) {
        var pieces = conditions.all().stream().map(this::piece).toList();
        var panels = pieces.stream()
                .map(piece -> finish.apply(
                        piece.condition(),
                        with(axes(piece.condition().label()).subtitle(piece.counts()), List.of(piece), false)
                                .legend(Legend.TOP)))
                .toList();
        return PlotGrid.of(metric, columns, panels).subtitle(caption(pieces)).sameAxes();
    }

    private Plot axes(String title) {
        return Plot.of(title).x("step").y(metric);
    }

    private String caption(List<CurveLayers> pieces) {
        var isAnyDiverged = pieces.stream().anyMatch(piece -> piece.summary().divergedInAll() > 0);
        return "%s and %s%s%s"
                .formatted(
                        statistic.words(),
                        bootstrap.words(),
                        showsRuns ? "; runs faint behind" : "",
                        isAnyDiverged ? "; × a run diverges" : "");
    }

    private CurveLayers piece(Condition condition) {
        var curves = AlignedCurves.of(conditions, condition, metric);
        return new CurveLayers(condition, CurveSummary.of(curves, statistic, bootstrap), curves, colour(condition));
    }

    private Plot with(Plot plot, List<CurveLayers> pieces, boolean isNamed) {
        // with no run that stayed finite the axes hold what there is
        var isBounded = pieces.stream()
                .anyMatch(piece -> piece.curves().runs() > piece.summary().divergedInAll());
        var layers = new ArrayList<Layer>();
        if (showsRuns) {
            pieces.forEach(piece -> layers.addAll(piece.runs(isBounded)));
        }
        for (var piece : pieces) {
            var name = isNamed ? piece.condition().label() + " (" + piece.counts() + ")" : "";
            layers.addAll(piece.line(name, isBounded && showsRuns));
        }
        for (var layer : layers) {
            plot = plot.add(layer);
        }
        return plot;
    }
}
