package dev.costate.lab.plot;

import java.util.List;

/// Plots side by side under one title: small multiples.
///
/// If all panels have the same legend it is drawn once, above them.
///
/// @param title what they show together; may be empty
/// @param subtitle a second, quieter line; may be empty
/// @param columns how many panels stand in a row
/// @param panels the plots, row after row; their own sizes are ignored
/// @param width the width in points
/// @param height the height in points
public record PlotGrid(String title, String subtitle, int columns, List<Plot> panels, int width, int height)
        implements Picture {
    /// Checks and copies its arguments.
    ///
    /// @throws IllegalArgumentException if there is no panel or no column
    public PlotGrid {
        panels = List.copyOf(panels);
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("grid '%s': %d panels in %d columns; it needs at least one of each"
                    .formatted(title, panels.size(), columns));
        }
    }

    /// A grid whose panels have 360 x 270 points each.
    public static PlotGrid of(String title, int columns, List<Plot> panels) {
        var across = Math.max(1, Math.min(columns, panels.size()));
        var down = (panels.size() + across - 1) / across;
        return new PlotGrid(title, "", across, panels, 360 * across, 40 + 270 * down);
    }

    /// A grid whose panels have 360 x 270 points each.
    public static PlotGrid of(String title, int columns, Plot... panels) {
        return of(title, columns, List.of(panels));
    }

    /// This grid with a quieter line under its title.
    public PlotGrid subtitle(String subtitle) {
        return new PlotGrid(title, subtitle, columns, panels, width, height);
    }

    /// This grid of another size, in points.
    public PlotGrid size(int width, int height) {
        return new PlotGrid(title, subtitle, columns, panels, width, height);
    }

    /// This grid with the same ranges on all its panels: whatever each would fit, all of it.
    public PlotGrid sameAxes() {
        return new PlotGrid(title, subtitle, columns, SharedRanges.of(panels), width, height);
    }
}
