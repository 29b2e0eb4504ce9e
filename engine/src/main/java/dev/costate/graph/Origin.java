package dev.costate.graph;

/// Where in the user's source a node comes from, and how many `vmap`s stand around it.
///
/// @param file the source file's name, empty if unknown
/// @param line its line, 0 if unknown
/// @param batch the extents of the leading axes that `vmap` put there, outermost first
public record Origin(String file, int line, Axes batch) {
    /// No known place.
    public static final Origin UNKNOWN = new Origin("", 0, Axes.of());

    /// A place outside any `vmap`.
    public static Origin of(String file, int line) {
        return new Origin(file, line, Axes.of());
    }

    /// This place inside one more `vmap` of `extent` members, which becomes the outermost.
    public Origin batched(int extent) {
        return new Origin(file, line, batch.prepend(extent));
    }

    /// Whether the place is known.
    public boolean isKnown() {
        return !file.isEmpty();
    }

    /// Prints as `Net.java:12`, or empty if unknown.
    @Override
    public String toString() {
        return isKnown() ? file + ":" + line : "";
    }
}
