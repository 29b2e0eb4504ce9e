package dev.costate.lab.plot;

/// Where the names of the layers stand.
public enum Legend {
    /// Above the plot if there are at least two names, else nowhere.
    AUTO,
    /// Above the plot.
    TOP,
    /// To the right of it.
    RIGHT,
    /// Nowhere.
    NONE
}
