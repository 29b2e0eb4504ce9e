package dev.costate.nn.train;

import dev.costate.Shape;
import dev.costate.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// A [History] that grows.
final class Recorder {
    private final Column loss = new Column();
    private final SequencedMap<String, Column> metrics = new LinkedHashMap<>();
    private final SequencedMap<String, Column> validation = new LinkedHashMap<>();

    /// Numbers one after the other.
    private static final class Column {
        private double[] values = new double[64];
        private int size;

        void add(double[] more, int count) {
            if (size + count > values.length) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, size + count));
            }
            System.arraycopy(more, 0, values, size, count);
            size += count;
        }

        double[] all() {
            return Arrays.copyOf(values, size);
        }

        Tensor tensor() {
            return Tensor.of(all(), Shape.of(size));
        }
    }

    /// One that begins with what was recorded before.
    static Recorder of(History before) {
        var recorder = new Recorder();
        add(recorder.loss, before.loss());
        before.metrics().forEach((name, values) -> add(column(recorder.metrics, name), values));
        before.validation().forEach((name, values) -> add(column(recorder.validation, name), values));
        return recorder;
    }

    /// Adds the steps of a chunk, up to and with the first whose loss is not finite.
    ///
    /// @return the number of that step in the chunk, if there is one
    OptionalInt add(Measured chunk) {
        double[] losses = chunk.loss().toDoubles();
        OptionalInt bad = IntStream.range(0, losses.length)
                .filter(i -> !Double.isFinite(losses[i]))
                .findFirst();
        int count = bad.isPresent() ? bad.getAsInt() + 1 : losses.length;
        loss.add(losses, count);
        chunk.metrics().forEach((name, values) -> column(metrics, name).add(values.toDoubles(), count));
        return bad;
    }

    /// Adds the measures of an epoch.
    void addEpoch(SequencedMap<String, Double> measures) {
        measures.forEach((name, value) -> column(validation, name).add(new double[] {value}, 1));
    }

    /// The values of a measure, one for each epoch.
    double[] epochs(String name) {
        return validation.getOrDefault(name, new Column()).all();
    }

    /// The mean loss of the last `count` steps.
    double lastLoss(int count) {
        return Arrays.stream(loss.values, loss.size - count, loss.size)
                .average()
                .orElse(Double.NaN);
    }

    History history() {
        return new History(loss.tensor(), tensors(metrics), tensors(validation));
    }

    private static void add(Column column, Tensor values) {
        column.add(values.toDoubles(), values.size());
    }

    private static Column column(SequencedMap<String, Column> columns, String name) {
        Column column = columns.getOrDefault(name, new Column());
        // a file has its own order; the program's is restored by what it adds
        columns.putLast(name, column);
        return column;
    }

    private static SequencedMap<String, Tensor> tensors(SequencedMap<String, Column> columns) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        columns.forEach((name, column) -> tensors.put(name, column.tensor()));
        return tensors;
    }
}
