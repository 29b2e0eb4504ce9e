package dev.costate.lab.plot;

import java.awt.Color;

/// A colour bar whose range is known: gives the colour of each value.
record ColourScale(ColourBar bar, Span span) {
    static ColourScale of(ColourBar bar, Values values) {
        var extent = new Extent(bar.axis().scale());
        extent.includeAll(values);
        if (bar.map().isDiverging()) {
            values.stream().forEach(value -> extent.include(-value));
        }
        return new ColourScale(bar, extent.span(bar.axis(), 0));
    }

    /// The colour of a value; light grey if the scale has no place for it.
    Color of(double value) {
        var place = bar.axis().scale().place(value);
        return Double.isNaN(place) ? Theme.MISSING : atFraction((place - span.low()) / span.length());
    }

    /// The colour at a fraction of the bar.
    Color atFraction(double fraction) {
        return Theme.paint(bar.map().at(fraction), 1);
    }
}
