package dev.costate.studies.linearrnn;

/// What Python with NumPy says when it meets two of the document's slips, by the shape of the data.
///
/// The texts are those of NumPy 2.4, to which the document's program was given with these shapes.
final class NumPyErrors {
    /// For a slip that runs.
    static final String NONE = "nothing: it runs";

    private NumPyErrors() {}

    /// `S[:-1]` has one row fewer than there are targets, and a column for each state.
    static String allRowsButTheLast(CountingData data) {
        int samples = data.samples();
        int rows = samples - 1;
        int columns = data.length() + 1;
        if (samples != columns && samples != 1) {
            return "ValueError: operands could not be broadcast together with shapes (%d,) (%d,%d)"
                    .formatted(samples, rows, columns);
        }
        // the subtraction goes through by accident; what it gives is no column of samples, unless it is one row
        if (rows == 1) {
            return NONE;
        }
        return "ValueError: could not broadcast input array from shape (%d,%d) into shape (%d,)"
                .formatted(rows, columns, samples);
    }

    /// The loop begins at the column whose number is that of the samples.
    static String loopOverSamples(CountingData data) {
        return data.samples() > data.length()
                ? "IndexError: index %d is out of bounds for axis 1 with size %d"
                        .formatted(data.samples(), data.length() + 1)
                : NONE;
    }
}
