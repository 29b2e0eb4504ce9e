package dev.costate.lab.plot;

/// The places of the borders between the cells of a heat map: midway between neighbouring coordinates, on the
/// axis's scale.
final class CellEdges {
    private CellEdges() {}

    /// The `coordinates.size() + 1` borders.
    ///
    /// @throws IllegalArgumentException if a coordinate cannot be shown on the scale
    static double[] of(String axis, Values coordinates, Scale scale) {
        var size = coordinates.size();
        var places = new double[size];
        for (var i = 0; i < size; i++) {
            places[i] = scale.place(coordinates.get(i));
            if (Double.isNaN(places[i])) {
                throw new IllegalArgumentException(
                        "heat map: %s = %s cannot be shown on this axis's scale".formatted(axis, coordinates.get(i)));
            }
        }
        var edges = new double[size + 1];
        for (var i = 1; i < size; i++) {
            edges[i] = (places[i - 1] + places[i]) / 2;
        }
        if (size == 1) {
            edges[0] = places[0] - 0.5;
            edges[1] = places[0] + 0.5;
        } else if (size > 1) {
            edges[0] = places[0] - (edges[1] - places[0]);
            edges[size] = places[size - 1] + (places[size - 1] - edges[size - 1]);
        }
        return edges;
    }
}
