package dev.costate.lab.plot;

/// A mark on an axis.
///
/// @param place where it stands, see [Scale#place]
/// @param label its number as text; a minor tick has none
record Tick(double place, String label) {
    boolean isMajor() {
        return !label.isEmpty();
    }
}
