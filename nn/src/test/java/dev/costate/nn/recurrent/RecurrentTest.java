package dev.costate.nn.recurrent;

import static dev.costate.Costate.grad;
import static dev.costate.Costate.jit;
import static dev.costate.nn.layer.Battery.wave;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Shape;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.function.Fn2;
import dev.costate.nn.layer.Activation;
import dev.costate.nn.layer.Battery;
import dev.costate.ops.Layout;
import dev.costate.random.Key;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Recurrent layers and cells: rows of the [Battery] with the goldens of `recurrent_goldens.py`, and what
/// these do not show.
class RecurrentTest {
    private static final int TIME = 4;
    private static final int MEMBERS = 3;
    private static final int IN = 2;
    private static final int HIDDEN = 3;
    private static final Shape X = Shape.of(TIME, MEMBERS, IN);
    private static final Key KEY = Key.of(0);
    private static final Tensor LENGTHS = Tensor.of(2, 4, 1);
    private static final Stacking ONE = Stacking.of(IN, HIDDEN).dtype(DType.FLOAT64);
    private static final Stacking DEEP = ONE.layers(2).bothWays();

    private static Tensor state(Tensor x, int cells, double start) {
        var shape = Shape.of(cells).concat(x.shape().slice(1, x.rank() - 1)).concat(Shape.of(HIDDEN));
        return wave(x.dtype(), shape, start);
    }

    private static LstmCell.State lstmState(Tensor x, int cells) {
        return new LstmCell.State(state(x, cells, 0.2), state(x, cells, 0.7));
    }

    private static <S, L extends Recurrent<S>> Battery.Row<L> row(L layer, Fn2<L, Tensor, Unrolling<S>> over) {
        return new Battery.Row<>(X, layer, (l, x) -> {
            var result = over.apply(l, x).run();
            return Battery.flat(List.of(result.outputs(), Tree.leaves(result.last())));
        });
    }

    private static <L extends Recurrent<?>> Battery.Row<L> row(L layer) {
        return new Battery.Row<>(X, layer, (l, x) -> {
            var result = l.apply(x);
            return Battery.flat(List.of(result.outputs(), Tree.leaves(result.last())));
        });
    }

    private static Tensor cellState(Tensor x, double start) {
        return wave(x.dtype(), Shape.of(MEMBERS, HIDDEN), start);
    }

    private static final Map<String, Battery.Row<?>> ROWS = Map.ofEntries(
            Map.entry("rnn", row(new Rnn(KEY, ONE, Activation.TANH))),
            Map.entry("rnnOfRelu", row(new Rnn(KEY, ONE, Activation.RELU))),
            Map.entry("rnnLinear", row(new Rnn(KEY, ONE, Activation.IDENTITY))),
            Map.entry(
                    "rnnDeep",
                    row(
                            new Rnn(KEY, DEEP, Activation.TANH),
                            (rnn, x) -> rnn.over(x).from(state(x, 4, 0.2)).lengths(LENGTHS))),
            Map.entry("lstm", row(new Lstm(KEY, ONE))),
            Map.entry("lstmWithoutBias", row(new Lstm(KEY, ONE.withoutBias()))),
            Map.entry("lstmOfOne", new Battery.Row<>(Shape.of(TIME, IN), new Lstm(KEY, ONE.bothWays()), (lstm, x) -> {
                var result = lstm.over(x).from(lstmState(x, 2)).run();
                return Battery.flat(result);
            })),
            Map.entry(
                    "lstmDeep",
                    row(new Lstm(KEY, DEEP), (lstm, x) -> lstm.over(x).from(lstmState(x, 4)))),
            Map.entry(
                    "lstmOfLengths",
                    row(
                            new Lstm(KEY, DEEP),
                            (lstm, x) -> lstm.over(x).from(lstmState(x, 4)).lengths(LENGTHS))),
            Map.entry("gru", row(new Gru(KEY, ONE))),
            Map.entry(
                    "gruDeep",
                    row(
                            new Gru(KEY, DEEP),
                            (gru, x) -> gru.over(x).from(state(x, 4, 0.2)).lengths(LENGTHS))),
            Map.entry(
                    "rnnCell",
                    new Battery.Row<>(
                            Shape.of(MEMBERS, IN),
                            new RnnCell(KEY, IN, HIDDEN),
                            (cell, x) -> cell.apply(x, cellState(x, 0.2)))),
            Map.entry(
                    "lstmCell",
                    new Battery.Row<>(
                            Shape.of(MEMBERS, IN),
                            new LstmCell(KEY, IN, HIDDEN),
                            (cell, x) -> Battery.flat(
                                    cell.apply(x, new LstmCell.State(cellState(x, 0.2), cellState(x, 0.7)))))),
            Map.entry(
                    "gruCell",
                    new Battery.Row<>(
                            Shape.of(MEMBERS, IN),
                            new GruCell(KEY, IN, HIDDEN),
                            (cell, x) -> cell.apply(x, cellState(x, 0.2)))));

    @TestFactory
    Stream<DynamicTest> areAsPyTorchs() throws IOException {
        return Battery.tests("recurrent.json", ROWS);
    }

    @Test
    void whatStandsPastTheEndIsNotRead() {
        var gru = new Gru(KEY, DEEP);
        var x = wave(DType.FLOAT64, X, 0);
        var garbage = x.at(dev.costate.Index.from(2), dev.costate.Index.at(0)).set(Tensor.scalar(Double.NaN));
        var clean = gru.over(x).lengths(LENGTHS).run();
        var spoilt = gru.over(garbage).lengths(LENGTHS).run();
        assertThat(spoilt.outputs().identical(clean.outputs())).isTrue();
        assertThat(spoilt.last().identical(clean.last())).isTrue();
    }

    @Test
    void membersOfALengthAreAsAlone() {
        var lstm = new Lstm(KEY, DEEP);
        var x = wave(DType.FLOAT64, X, 0);
        var together = lstm.over(x).lengths(LENGTHS).run();
        for (var m = 0; m < MEMBERS; m++) {
            var steps = (int) LENGTHS.get(m).itemLong();
            var alone = lstm.apply(Layout.slice(x.swapAxes(0, 1).get(m), 0, 0, steps));
            var outputs = together.outputs().swapAxes(0, 1).get(m);
            assertThat(Layout.slice(outputs, 0, 0, steps).allClose(alone.outputs(), 0, 1e-14))
                    .isTrue();
            assertThat(together.last()
                            .h()
                            .swapAxes(0, 1)
                            .get(m)
                            .allClose(alone.last().h(), 0, 1e-14))
                    .isTrue();
            assertThat(Layout.slice(outputs, 0, steps, TIME).abs().sum().item()).isEqualTo(0);
        }
    }

    @Test
    void aSequenceMayBeCutAnywhere() {
        var lstm = new Lstm(KEY, ONE.layers(2));
        var x = wave(DType.FLOAT64, X, 0);
        var whole = lstm.apply(x);
        var first = lstm.apply(Layout.slice(x, 0, 0, 1));
        var rest = lstm.over(Layout.slice(x, 0, 1, TIME)).from(first.last()).run();
        var joined = Layout.concat(List.of(first.outputs(), rest.outputs()), 0);
        assertThat(joined.allClose(whole.outputs(), 0, 1e-15)).isTrue();
        assertThat(rest.last().c().allClose(whole.last().c(), 0, 1e-15)).isTrue();
    }

    @Test
    void aCellsGatesAreWhatItsStepIsMadeOf() {
        var cell = new LstmCell(KEY, IN, HIDDEN);
        var x = wave(DType.FLOAT32, Shape.of(MEMBERS, IN), 0);
        var before = new LstmCell.State(cellState(x, 0.2), cellState(x, 0.7));
        var gates = cell.gates(cell.project(x), before.h());
        var c = gates.forget().mul(before.c()).add(gates.input().mul(gates.candidate()));
        assertThat(cell.apply(x, before).c().identical(c)).isTrue();
        var gru = new GruCell(KEY, IN, HIDDEN);
        var kept = gru.gates(gru.project(x), before.h());
        var h = kept.update().mul(before.h()).add(kept.update().rsub(1).mul(kept.candidate()));
        assertThat(gru.apply(x, before.h()).allClose(h, 0, 1e-6)).isTrue();
    }

    @Test
    void dropoutIsBetweenLayersAndInTrainingOnly() {
        var x = wave(DType.FLOAT64, X, 0);
        var gru = new Gru(KEY, DEEP.dropout(0.5));
        var kept = gru.apply(x);
        var dropped = gru.over(x).dropout(Key.of(1)).run();
        assertThat(kept.outputs().identical(new Gru(KEY, DEEP).apply(x).outputs()))
                .isTrue();
        assertThat(dropped.outputs().identical(kept.outputs())).isFalse();
        // The first layer's last states do not change, both directions; nothing is dropped after the last layer.
        assertThat(Layout.slice(dropped.last(), 0, 0, 2).identical(Layout.slice(kept.last(), 0, 0, 2)))
                .isTrue();
        assertThat(dropped.outputs().eq(0).any().itemBoolean()).isFalse();
        assertThat(gru.over(x).dropout(Key.of(1)).run().outputs().identical(dropped.outputs()))
                .isTrue();
    }

    @Test
    void weightsAreDrawnAsPyTorchs() {
        var weights = new LstmCell(KEY, DType.FLOAT64, 20, 100, true).weights();
        assertThat(weights.weightIh().shape()).isEqualTo(Shape.of(400, 20));
        assertThat(weights.weightHh().shape()).isEqualTo(Shape.of(400, 100));
        for (var w : Tree.leaves(weights)) {
            assertThat(w.abs().max().item()).isLessThanOrEqualTo(0.1);
            // Five standard errors of the variance b^2 / 3 of a uniform variable, whose kurtosis is 9/5.
            var error = 0.01 / 3 * Math.sqrt(0.8 / w.size());
            assertThat(w.var().item()).isCloseTo(0.01 / 3, within(5 * error));
        }
    }

    @Test
    void nothingFallsBack() {
        var lstm = new Lstm(KEY, Stacking.of(16, 32).bothWays());
        var slope = jit(grad((Lstm l, Tensor x) -> l.apply(x).outputs().sum()));
        assertThat(slope.compile(lstm, Tensor.ones(5, 16, 16)).fallbacks()).isEmpty();
    }

    @Test
    void wrongInputsAreNamed() {
        var lstm = new Lstm(KEY, ONE);
        var x = wave(DType.FLOAT64, X, 0);
        assertThatThrownBy(() -> lstm.apply(Tensor.ones(3))).hasMessageContaining("[time,batch,features]");
        assertThatThrownBy(() -> lstm.apply(Tensor.ones(4, 3, 5)))
                .hasMessageContaining("2 inputs")
                .hasMessageContaining("[4,3,5]");
        assertThatThrownBy(() -> lstm.over(x).lengths(Tensor.of(1, 2)).run())
                .hasMessageContaining("i32[2]")
                .hasMessageContaining("integers [3]");
        assertThatThrownBy(() -> lstm.over(x).from(lstmState(x, 2)).run())
                .hasMessageContaining("[2,3,3]")
                .hasMessageContaining("[1,3]");
        var gru = new Gru(Key.of(0), 3, 5);
        assertThatThrownBy(() ->
                        gru.over(Tensor.ones(7, 2, 3)).lengths(Tensor.of(7, 8)).run())
                .hasMessage("Gru: the length of member 1 is 8 in an input of 7 steps, [7,2,3]; expected 0 to 7");
        var cell = new LstmCell(Key.of(0), 3, 5);
        assertThatThrownBy(() -> cell.apply(Tensor.ones(2, 3), cell.zeros(DType.FLOAT32, Shape.of(4))))
                .hasMessage("LstmCell of 5 hidden units: the state is [4,5]; for this input it has to be [2,5]");
        assertThatThrownBy(
                        () -> cell.apply(Tensor.ones(2, 3), new LstmCell.State(Tensor.ones(2, 5), Tensor.ones(2, 4))))
                .hasMessage("LstmCell of 5 hidden units: the memory is [2,4]; for this input it has to be [2,5]");
        assertThatThrownBy(() -> new Gru(List.of(), List.of(), 0).apply(x)).hasMessageContaining("0 cells forward");
        assertThatThrownBy(() -> Stacking.of(0, 3)).hasMessageContaining("0 inputs");
        assertThatThrownBy(() -> ONE.dropout(1)).hasMessageContaining("rate of dropout is 1.0");
    }
}
