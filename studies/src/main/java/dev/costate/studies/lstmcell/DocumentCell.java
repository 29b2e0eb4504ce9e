package dev.costate.studies.lstmcell;

/// The document's functions `calc_f_t` to `take_step`, word for word.
///
/// @param f the forget gate
/// @param i the input gate
/// @param o the output gate
/// @param c the memory
/// @param h the output
record DocumentCell(double f, double i, double o, double c, double h) {
    /// The document's `take_step`.
    static DocumentCell step(double h, double c, double x) {
        double f = 0;
        double i = gate(0 * h + 100 * x + 100);
        double o = gate(0 * h + 100 * x);
        double memory = f * c + i * candidate(-100 * h + 50 * x);
        return new DocumentCell(f, i, o, memory, o * Math.tanh(memory));
    }

    /// The document's sigmoid: 0 up to -1 and 1 from 1 on.
    static double gate(double lin) {
        if (lin <= -1) {
            return 0;
        }
        return lin >= 1 ? 1 : 1 / (1 + Math.exp(-lin));
    }

    /// The document's hyperbolic tangent: -1 up to -1 and 1 from 1 on.
    static double candidate(double lin) {
        if (lin <= -1) {
            return -1;
        }
        return lin >= 1 ? 1 : Math.tanh(lin);
    }

    /// The document's `take_several_steps`, which rounds the output before it hands it on.
    static DocumentCell[] steps(double... inputs) {
        var seen = new DocumentCell[inputs.length];
        double h = 0;
        double c = 0;
        for (int t = 0; t < inputs.length; t++) {
            seen[t] = step(h, c, inputs[t]);
            h = seen[t].rounded();
            c = seen[t].c;
        }
        return seen;
    }

    /// The output "corrected", as the document has it.
    double rounded() {
        return h >= -0.5 && h <= 0.5 ? 0 : Math.rint(h);
    }
}
