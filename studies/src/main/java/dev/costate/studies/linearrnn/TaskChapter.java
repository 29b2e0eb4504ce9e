package dev.costate.studies.linearrnn;

import static dev.costate.studies.linearrnn.Weights.COUNTING;

import dev.costate.Tensor;

/// The task, the net, and the weights that solve it.
final class TaskChapter {
    private TaskChapter() {}

    static void tell(Story story) {
        var run = story.run();
        var data = story.data();
        run.section("The task");
        run.note("""
                %s random bits (NumPy's generator, seed %d), as in the document. The net s_k = wx x_k + \
                wRec s_(k-1), s_0 = 0, is to end in the number of ones, t. With wx = wRec = 1 it adds \
                every bit and forgets none: there the loss, mean (t - s_n)^2, and its gradient are \
                exactly 0.""".formatted(data.describe(), story.config().seed()));
        run.figure("ones", data.target().toDoubles());

        var solution = Weights.of(COUNTING, COUNTING);
        double[] zero = {0, 0};
        run.fact("loss at (1, 1)", 0.0, LinearNet.loss(solution, data).item(), 0);
        run.fact(
                "gradient at (1, 1) by hand",
                zero,
                BackwardPass.of(solution, data).gradient().toDoubles(),
                0);
        run.fact(
                "gradient at (1, 1) by autodiff",
                zero,
                GradientCheck.autodiff(solution, data).toDoubles(),
                0);

        var w = story.checkWeights();
        double[] polynomial = polynomial(w, data);
        run.fact(
                "answers = wx Σ x_k wRec^(n-k)",
                polynomial,
                LinearNet.answer(w, data.x()).toDoubles(),
                1e-12 * largest(Tensor.of(polynomial)));
    }

    /// The answers from the formula that the recurrence unrolls to.
    private static double[] polynomial(Weights w, CountingData data) {
        double[] x = data.x().toDoubles();
        double[] answers = new double[data.samples()];
        for (int i = 0; i < answers.length; i++) {
            for (int k = 1; k <= data.length(); k++) {
                answers[i] += x[i * data.length() + k - 1] * Math.pow(w.wRec().item(), data.length() - k);
            }
            answers[i] *= w.wx().item();
        }
        return answers;
    }

    private static double largest(Tensor values) {
        return values.abs().max().item();
    }
}
