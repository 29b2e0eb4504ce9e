package dev.costate.studies.backpropbyhand;

/// The one sample.
///
/// @param x the input
/// @param target the output that is wanted
record Data(double x, double target) {
    /// The document's.
    static final Data DOCUMENT = new Data(3, 1);
}
