package dev.costate.lab.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Gives colours to the layers that have none.
final class Palette {
    private Palette() {}

    /// The layers, each series without a colour given the next one.
    static List<Layer> coloured(List<Layer> layers) {
        var coloured = new ArrayList<Layer>();
        for (var layer : layers) {
            coloured.add(
                    layer instanceof Layer.Series series && series.style().colour() == null
                            ? series.coloured(next(coloured))
                            : layer);
        }
        return List.copyOf(coloured);
    }

    /// The first colour of [Colour#series] that no layer has, or, when all are taken, the one whose turn it is.
    static Colour next(List<Layer> layers) {
        var taken = new ArrayList<Colour>();
        for (var layer : layers) {
            switch (layer) {
                case Layer.Series series ->
                    taken.add(Objects.requireNonNull(series.style().colour()));
                case Layer.Band band -> taken.add(band.colour());
                case Layer.Bars bars -> taken.add(bars.colour());
                case Layer.ColouredPoints _, Layer.HeatMap _, Layer.Contours _, Layer.Reference _, Layer.Label _ -> {}
            }
        }
        for (var i = 0; i < Colour.SERIES_SIZE; i++) {
            if (!taken.contains(Colour.series(i))) {
                return Colour.series(i);
            }
        }
        return Colour.series(taken.size());
    }
}
