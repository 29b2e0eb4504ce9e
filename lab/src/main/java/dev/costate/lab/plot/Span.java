package dev.costate.lab.plot;

/// A range of places (see [Scale#place]) with `low < high`.
record Span(double low, double high) {
    Span {
        if (!(low < high)) {
            throw new IllegalArgumentException("the range from %s to %s is empty".formatted(low, high));
        }
    }

    double length() {
        return high - low;
    }

    boolean contains(double place) {
        return low <= place && place <= high;
    }
}
