package dev.costate.studies.lstmcell;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.lab.StudyRun;
import dev.costate.lab.Table;
import dev.costate.lab.plot.Colour;
import dev.costate.lab.plot.Plot;
import dev.costate.lab.plot.Style;
import dev.costate.nn.optim.Optimisers;
import dev.costate.random.Key;
import dev.costate.random.Random;
import java.util.ArrayList;
import java.util.Objects;
import java.util.stream.IntStream;

/// Whether training can change the document's cell, and whether it finds one of its own.
final class TrainingChapter {
    private static final int LENGTH = 8;
    private static final double RATE = 0.05;
    private static final double TWENTIETH = 0.05;

    /// What is left where every one is answered by `tanh(1)` in place of 1, and half of the bits are ones.
    private static final double FLOOR = Math.pow(1 - Math.tanh(1), 2) / 4;

    private TrainingChapter() {}

    static void tell(LstmCell.Config config, Tensor all, StudyRun run) {
        run.section("Can it be learned?");
        run.note("""
                Adam, rate %s, on all sequences of %d bits: from the document's weights, from a twentieth of them, \
                and from random ones, all in one compiled program. The loss is 1/2 mean (h - answer)^2; while the \
                memory stays within -1 and 1, an answer can be no more than tanh(1), which leaves %.4f.""".formatted(RATE, LENGTH, FLOOR));
        var starts = new ArrayList<Weights>();
        starts.add(Weights.DOCUMENT);
        starts.add(Weights.DOCUMENT.scaled(Tensor.scalar(TWENTIETH)));
        for (int k = 0; k < config.randomStarts(); k++) {
            starts.add(random(Key.of(config.seed()).foldIn(k)));
        }
        var bits = BitSequences.all(LENGTH);
        var training = Training.of(Tree.stack(starts), bits, Optimisers.adam(RATE), config.steps());

        var answers = BitSequences.answers(all);
        var table = Table.of("start", "loss", "after", "right", "after", "wrong, where -1 is due", "elsewhere");
        int learned = 0;
        int halfLearned = 0;
        for (int k = 0; k < starts.size(); k++) {
            var before = wrong(starts.get(k), all, answers);
            var after = wrong(training.cell(k), all, answers);
            double right = share(after.not());
            double elsewhere = share(after.and(answers.ne(-1)));
            learned += k > 1 && right == 1 ? 1 : 0;
            halfLearned += k > 1 && right < 1 && elsewhere == 0 ? 1 : 0;
            table = table.row(
                    name(k),
                    training.loss().get(k, 0).item(),
                    training.loss().get(k, config.steps() - 1).item(),
                    share(before.not()),
                    right,
                    share(after.and(answers.eq(-1))),
                    elsewhere);
        }
        run.table("training, tried on all sequences of " + all.dim(0) + " bits", table);
        run.note("""
                Random cells start with gates half open: %d of %d find the automaton, and %d find half of it: 1 at \
                odd places, 0 elsewhere, never -1. From the document's weights the output gate learns to shut on \
                zeros; then h there is so small that the candidate is no longer saturated, and two of its numbers \
                follow. The forget and the input gate stay as they are.""".formatted(learned, config.randomStarts(), halfLearned));
        run.table("the document's weights, trained", changes(training.cell(0)));
        var inputGate = Tree.map(training.cell(0).input(), Weights.DOCUMENT.input(), Tensor::sub);
        run.fact("its input gate: change", 0, Tree.norm(inputGate).item(), 0);
        if (config.steps() >= 1000) {
            // what is left of h on zeros falls like 1 / steps
            run.factRelative(
                    "its loss, (1 - tanh 1)^2 / 4",
                    FLOOR,
                    training.loss().get(0, config.steps() - 1).item(),
                    5.0 / config.steps());
            run.fact(
                    "from a twentieth: share right",
                    1,
                    share(wrong(training.cell(1), all, answers).not()),
                    0);
            if (config.randomStarts() >= 10) {
                run.factAtLeast("random cells that learn it", 1, learned);
            }
        }
        run.figure("randomCellsThatLearn", learned);
        run.plot("training", plot(training, config));
    }

    private static String name(int k) {
        return switch (k) {
            case 0 -> "document";
            case 1 -> "a twentieth";
            default -> "random " + (k - 1);
        };
    }

    /// Twelve independent numbers, normally distributed.
    private static Weights random(Key key) {
        double[] draws = Random.normal(key, DType.FLOAT64, Shape.of(12)).toDoubles();
        var gates = IntStream.range(0, 4)
                .mapToObj(gate -> Gate.of(draws[3 * gate], draws[3 * gate + 1], draws[3 * gate + 2]))
                .toList();
        return new Weights(gates.get(0), gates.get(1), gates.get(2), gates.get(3));
    }

    private static Tensor wrong(Weights w, Tensor bits, Tensor answers) {
        return Cell.rounded(Cell.run(w, bits).h()).ne(answers);
    }

    private static double share(Tensor truth) {
        return truth.to(DType.FLOAT64).mean().item();
    }

    private static Table changes(Weights trained) {
        var table = Table.of("number", "before", "after");
        var after = Tree.named(trained);
        for (var weight : Tree.named(Weights.DOCUMENT).entrySet()) {
            double end = Objects.requireNonNull(after.get(weight.getKey())).item();
            table = table.row(weight.getKey(), weight.getValue().item(), end);
        }
        return table;
    }

    private static Plot plot(Training training, LstmCell.Config config) {
        double[] steps = IntStream.range(0, config.steps()).asDoubleStream().toArray();
        var random = IntStream.range(2, training.loss().dim(0))
                .mapToObj(k -> training.loss().get(k).toDoubles())
                .toArray(double[][]::new);
        return Plot.of("Training the cell")
                .subtitle("Adam on all sequences of " + LENGTH + " bits; dashed: (1 - tanh 1)^2 / 4")
                .x("step")
                .y("1/2 mean squared error")
                .logY()
                .lines(
                        "random weights",
                        steps,
                        random,
                        Style.solid().width(0.9).opacity(0.6).colour(Colour.GREY))
                .line(
                        "a twentieth of the document's",
                        steps,
                        training.loss().get(1).toDoubles(),
                        Style.solid().colour(Colour.BLUE))
                .line(
                        "the document's weights",
                        steps,
                        training.loss().get(0).toDoubles(),
                        Style.solid().colour(Colour.VERMILLION))
                .horizontal(FLOOR, "");
    }
}
