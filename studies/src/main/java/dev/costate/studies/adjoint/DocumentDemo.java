package dev.costate.studies.adjoint;

import dev.costate.random.LegacyNumPy;
import java.util.Arrays;

/// One run of the document's demo: `compute_gradients` on uniform random numbers, with N = 5, I = 4, NT = 10,
/// tanh, weights 0 and 0.1, dt = 0.01.
///
/// @param meanV the mean entry of `gradV`
/// @param meanB the mean entry of `gradb`
record DocumentDemo(double meanV, double meanB) {
    private static final int N = 5;
    private static final int SAMPLES = 4;
    private static final int TIME_POINTS = 10;
    private static final double PENALTY = 0.1;
    private static final double DT = 0.01;

    /// `dt I (NT-1) E[Phi] E[tanh X] + dt w2 E[V]`: uniform numbers have mean 1/2, and their tanh has mean `ln
    /// cosh 1`.
    static final double EXPECTED_V =
            DT * SAMPLES * (TIME_POINTS - 1) * 0.5 * Math.log(Math.cosh(1)) + DT * PENALTY * 0.5;
    /// `dt I (NT-1) E[Phi] + dt w2 E[b]`.
    static final double EXPECTED_B = DT * SAMPLES * (TIME_POINTS - 1) * 0.5 + DT * PENALTY * 0.5;

    /// The `gradV` that the document prints.
    static final double[] PRINTED_V = {
        0.06775705, 0.07735735, 0.09338362, 0.07529366, 0.0899381,
        0.07511462, 0.07930503, 0.10011859, 0.07639851, 0.09587683,
        0.09053116, 0.09134878, 0.11631591, 0.085109, 0.10915343,
        0.07203, 0.07199485, 0.1043369, 0.06364845, 0.09614752,
        0.07717726, 0.07329497, 0.09248259, 0.06807113, 0.09050142
    };
    /// The `gradb` that the document prints.
    static final double[] PRINTED_B = {0.1814054, 0.19120834, 0.2161243, 0.19163407, 0.17000363};

    /// Runs the demo on the generator's next numbers, in the document's order.
    static DocumentDemo draw(LegacyNumPy random) {
        double[][] phi = rows(random.rand(N * SAMPLES, TIME_POINTS).toDoubles(), TIME_POINTS);
        double[][] x = rows(random.rand(N * SAMPLES, TIME_POINTS).toDoubles(), TIME_POINTS);
        double[][] v = rows(random.rand(N, N).toDoubles(), N);
        double[] b = random.rand(new int[] {N}).toDoubles();
        DocumentGradients gradients = DocumentGradients.compute(
                phi, x, v, b, N, SAMPLES, TIME_POINTS, Math::tanh, new double[] {0, PENALTY}, DT);
        return new DocumentDemo(
                Arrays.stream(gradients.v())
                        .flatMapToDouble(Arrays::stream)
                        .average()
                        .orElseThrow(),
                Arrays.stream(gradients.b()).average().orElseThrow());
    }

    private static double[][] rows(double[] values, int columns) {
        double[][] rows = new double[values.length / columns][];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = Arrays.copyOfRange(values, r * columns, (r + 1) * columns);
        }
        return rows;
    }
}
