package dev.costate.studies.digits;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.lab.Table;
import dev.costate.nn.layer.Conv2d;
import dev.costate.nn.layer.Linear;
import java.util.ArrayList;
import java.util.List;

/// What the first layers look for, and what it is worth that a convolution looks for it everywhere.
final class FilterChapter {
    private static final int SHOWN = 32;
    private static final int COLUMNS = 8;
    private static final int[][] MOVES = {{0, 0}, {0, 1}, {0, -1}, {1, 0}, {-1, 0}};
    private static final String[] NAMES = {"as they are", "right", "left", "down", "up"};

    private FilterChapter() {}

    static void tell(Story story, List<Trial> trials) {
        var run = story.run();
        run.section("What the first layers look for");
        var linear = (Linear) of(Kind.SOFTMAX, trials).net().layers().getFirst();
        run.plot(
                "filters-softmax",
                Mosaic.signed(
                                "What the softmax weighs for each digit",
                                images(linear.weight(), Batch.EDGE),
                                Batch.CLASSES)
                        .x("digit"));
        var hidden = (Linear) of(Kind.PERCEPTRON, trials).net().layers().getFirst();
        run.plot(
                "filters-perceptron",
                Mosaic.signed(
                        "What hidden units of the perceptron look for", images(hidden.weight(), Batch.EDGE), COLUMNS));
        var first = (Conv2d) of(Kind.CONVOLUTIONAL, trials).net().layers().get(1);
        run.plot("kernels", Mosaic.signed("Kernels of the first convolution", images(first.weight(), 3), COLUMNS));
        run.fact("convolution of digits moved by a point less the moved convolution", 0.0, difference(story, first));
        move(story, trials);
    }

    private static Trial of(Kind kind, List<Trial> trials) {
        return trials.stream().filter(trial -> trial.kind() == kind).findFirst().orElseThrow();
    }

    private static double[][][] images(Tensor weights, int edge) {
        int count = Math.min(SHOWN, weights.dim(0));
        double[][][] images = new double[count][][];
        for (int i = 0; i < count; i++) {
            images[i] = (double[][])
                    weights.get(i).reshape(edge, edge).to(DType.FLOAT64).toArray();
        }
        return images;
    }

    /// The largest difference inside, where no border is seen, with the images moved down and right.
    private static double difference(Story story, Conv2d layer) {
        var test = story.parts().test();
        var image = new AsImage();
        var here = layer.apply(image.apply(test.images()));
        var there = layer.apply(image.apply(test.moved(1, 1).images()));
        return here.get("..., 1:6, 1:6")
                .sub(there.get("..., 2:7, 2:7"))
                .abs()
                .max()
                .item();
    }

    private static void move(Story story, List<Trial> trials) {
        List<String> columns = new ArrayList<>(List.of("moved by a point"));
        trials.forEach(trial -> columns.add(trial.kind().text()));
        var table = new Table(columns, List.of());
        for (int m = 0; m < MOVES.length; m++) {
            var moved = story.parts().test().moved(MOVES[m][0], MOVES[m][1]);
            Object[] row = new Object[trials.size() + 1];
            row[0] = NAMES[m];
            for (int i = 0; i < trials.size(); i++) {
                row[i + 1] = trials.get(i).accuracy(moved);
            }
            table = table.row(row);
        }
        story.run().table("moved", table);
    }
}
