package dev.costate.studies.lstmcell;

import dev.costate.Tensor;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// The numbers that the document prints: by its own functions, and by the cell itself.
final class PrintedChapter {
    /// `tanh(1)` in full; a library's `tanh` may be off by a few units of the last place.
    private static final double TANH_ONE = 0.7615941559557649;

    private static final double HALF = 0.3807970779778824;
    private static final double LAST_PLACES = 4 * Math.ulp(TANH_ONE);

    private PrintedChapter() {}

    /// What the document prints of one sequence.
    private record Printed(double[] inputs, double[] o, double[] c, double[] h, double[] rounded) {}

    private static final Printed FIRST = new Printed(
            new double[] {0, 0, 1, 1, 1, 0},
            new double[] {0.5, 0.5, 1, 1, 1, 0.5},
            new double[] {0, 0, 1, -1, 1, -1},
            new double[] {0, 0, TANH_ONE, -TANH_ONE, TANH_ONE, -HALF},
            new double[] {0, 0, 1, -1, 1, 0});

    private static final Printed SECOND = new Printed(
            new double[] {1, 1, 0, 1, 1},
            new double[] {1, 1, 0.5, 1, 1},
            new double[] {1, -1, 1, 1, -1},
            new double[] {TANH_ONE, -TANH_ONE, HALF, TANH_ONE, -TANH_ONE},
            new double[] {1, -1, 0, 1, -1});

    static void tell(StudyRun run) {
        run.section("What the document prints");
        run.note("""
                One unit, weights of 50 and 100, h and c from 0. The document rounds h to an integer before it \
                hands it on, and it does not evaluate the gates: it takes them for 0 or 1 where their argument \
                is beyond -1 or 1. The last column is the real \
                cell, with sigmoids and without rounding.""");
        sequence("A", FIRST, run);
        sequence("B", SECOND, run);
        clipping(run);
    }

    private static void sequence(String name, Printed printed, StudyRun run) {
        int steps = printed.inputs.length;
        var document = DocumentCell.steps(printed.inputs);
        var exact = Cell.run(Weights.DOCUMENT, Tensor.of(printed.inputs));
        var table = Table.of("t", "x", "f", "i", "o", "c", "h", "h rounded", "real h");
        for (int t = 0; t < steps; t++) {
            var seen = document[t];
            table = table.row(
                    t,
                    (int) printed.inputs[t],
                    seen.f(),
                    seen.i(),
                    seen.o(),
                    seen.c(),
                    seen.h(),
                    (int) seen.rounded(),
                    exact.h().get(t).item());
        }
        run.table("sequence " + name + ", by the document's functions", table);
        run.fact(name + ": f", new double[steps], of(document, DocumentCell::f), 0);
        run.fact(name + ": i", ones(steps), of(document, DocumentCell::i), 0);
        run.fact(name + ": o", printed.o, of(document, DocumentCell::o), 0);
        run.fact(name + ": c", printed.c, of(document, DocumentCell::c), 0);
        run.fact(name + ": h", printed.h, of(document, DocumentCell::h), LAST_PLACES);
        run.fact(name + ": h rounded", printed.rounded, of(document, DocumentCell::rounded), 0);
        run.fact(
                name + ": real h, rounded",
                printed.rounded,
                Cell.rounded(exact.h()).toDoubles(),
                0);
        // 1 - tanh(50 (1 - tanh 1)), where a half-open gate has let through a remainder of the last one
        double remainder = 2 / (1 + Math.exp(2 * 50 * (1 - TANH_ONE)));
        run.fact(name + ": real h", printed.h, exact.h().toDoubles(), remainder);
    }

    /// Where the document's shortcut for the sigmoid is no sigmoid.
    private static void clipping(StudyRun run) {
        run.note("""
                Taking a sigmoid for 0 or 1 beyond -1 and 1 is a slip that does not show here, since all arguments \
                are 0 or at least 50 in size. With smaller weights it would. (calc_f_t returns 0 whatever its \
                argument, and calc_h_t clips a tanh, which is never beyond 1.)""");
        var table = Table.of("argument", "document's sigmoid", "sigmoid", "document's tanh", "tanh");
        for (double lin : new double[] {-100, -1, -0.99, 0, 0.99, 1, 100}) {
            var a = Tensor.scalar(lin);
            table = table.row(
                    lin,
                    DocumentCell.gate(lin),
                    a.sigmoid().item(),
                    DocumentCell.candidate(lin),
                    a.tanh().item());
        }
        run.table("the shortcut", table);
        run.fact(
                "shortcut's error at -100",
                Math.exp(-100),
                Tensor.scalar(-100).sigmoid().item() - DocumentCell.gate(-100),
                1e-15 * Math.exp(-100));
        run.fact(
                "at 1: 1/(e + 1)",
                1 / (Math.E + 1),
                DocumentCell.gate(1) - Tensor.scalar(1).sigmoid().item(),
                1e-15);
    }

    private static double[] of(DocumentCell[] seen, ToDoubleFunction<DocumentCell> part) {
        return Arrays.stream(seen).mapToDouble(part).toArray();
    }

    private static double[] ones(int length) {
        var ones = new double[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
