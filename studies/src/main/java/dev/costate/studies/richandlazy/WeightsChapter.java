package dev.costate.studies.richandlazy;

import dev.costate.lab.NumberText;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.PlotGrid;
import java.util.ArrayList;
import java.util.List;

/// The weights of both layers while they learn.
final class WeightsChapter {
    /// When the weights are shown, as parts of the run.
    private static final double[] SHOWN = {0, 0.008, 0.2, 0.4, 0.52, 1};

    private WeightsChapter() {}

    static void tell(Story story) {
        var run = story.run();
        run.section("The weights");
        run.note("""
                Each point is a hidden unit: the weights into it, and over their direction the weight out of it. In a \
                rich net all units come to lie on the diagonals, those that answer 1 on one and those that answer -1 \
                on the other. In a lazy net the weights out of it find what the directions, as they happen to be, are \
                good for.""");
        run.plot("weights", overTime(story));
        run.plot("scales", byScale(story));
        var film = new Film(
                story.group(StartsChapter.from(story.config(), StartsChapter.RICH)),
                story.group(StartsChapter.from(story.config(), StartsChapter.LAZY)));
        run.movie("weights", film.movie());
    }

    private static PlotGrid overTime(Story story) {
        var panels = new ArrayList<Plot>();
        for (double scale : new double[] {StartsChapter.RICH, StartsChapter.LAZY}) {
            var group = story.group(StartsChapter.from(story.config(), scale));
            for (var layer : Scatter.values()) {
                panels.addAll(row(group, scale == StartsChapter.RICH ? "Rich" : "Lazy", layer));
            }
        }
        return PlotGrid.of("The weights of a rich net and a lazy one", SHOWN.length, panels)
                .subtitle(
                        "w1Init %s and %s; in → hid: both weights into each unit; hid → out: the weight out of it, over their direction in degrees"
                                .formatted(NumberText.exact(StartsChapter.RICH), NumberText.exact(StartsChapter.LAZY)))
                .size(1180, 860);
    }

    private static List<Plot> row(Group group, String name, Scatter layer) {
        double range = 0;
        for (double part : SHOWN) {
            range = Math.max(range, layer.range(units(group, part)));
        }
        var row = new ArrayList<Plot>();
        for (double part : SHOWN) {
            int step = group.keptStep(step(group, part));
            var title = switch (layer) {
                case IN_HID -> "%s in → hid, after %d".formatted(name, step);
                case HID_OUT -> "hid → out";
            };
            row.add(layer.draw(title, Units.of(group.net(0, step)), range));
        }
        return row;
    }

    private static Units units(Group group, double part) {
        return Units.of(group.net(0, step(group, part)));
    }

    private static int step(Group group, double part) {
        return (int) Math.round(part * group.config().epochs());
    }

    private static PlotGrid byScale(Story story) {
        var panels = new ArrayList<Plot>();
        for (int end : new int[] {0, story.config().epochs()}) {
            for (double scale : StartsChapter.scales()) {
                var group = story.group(StartsChapter.from(story.config(), scale));
                var units = Units.of(group.net(0, end));
                var title = end == 0 ? "w1Init %s: the start".formatted(NumberText.exact(scale)) : "the end";
                panels.add(Scatter.IN_HID.draw(title, units, Scatter.IN_HID.range(units)));
            }
        }
        return PlotGrid.of(
                        "The weights into the hidden units, by the size of the first ones",
                        StartsChapter.scales().length,
                        panels)
                .subtitle("across: the weight from x1; up: the weight from x2; dotted: the diagonals")
                .size(1180, 560);
    }
}
