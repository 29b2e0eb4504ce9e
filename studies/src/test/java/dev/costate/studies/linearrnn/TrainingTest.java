package dev.costate.studies.linearrnn;

import static dev.costate.Costate.valueAndGrad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.ValueAndGrad;
import dev.costate.function.Fn2;
import dev.costate.random.LegacyNumPy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingTest {
    private static final Fn2<CountingData, Weights, ValueAndGrad<Weights>> AUTODIFF =
            (data, w) -> valueAndGrad((Weights v) -> LinearNet.loss(v, data)).apply(w);

    private static Training training(int iterations) {
        return new Training(new RProp(1e-3, 1.2, 0.5), Weights.of(-1.5, 2), iterations);
    }

    private static CountingData data(long seed) {
        return CountingData.draw(new LegacyNumPy(seed), 50, 10);
    }

    private static Training.Path train(int iterations, CountingData... sets) {
        return training(iterations).run(Tree.stack(List.of(sets)), AUTODIFF, _ -> {});
    }

    /// The weights are those of the same rule with the document's functions, put right, under NumPy 2.4.
    @ParameterizedTest
    @CsvSource({
        "0,   -1.5,                2",
        "1,   -1.4995,             1.9995",
        "2,   -1.4989000000000001, 1.9989000000000001",
        "40,   2.1719289199227116, 1.0231720760622662",
        "100,  1.1134502990490993, 0.9757772399442008",
        "500,  1.0003510588309144, 0.9999209425927136"
    })
    void followsTheSamePathAsNumPy(int iteration, double wx, double wRec) {
        var w = train(500, data(0)).net(0).at(iteration);

        // only signs of slopes matter, so that rounding errors do not grow
        assertThat(w.wx().item()).isCloseTo(wx, within(1e-12));
        assertThat(w.wRec().item()).isCloseTo(wRec, within(1e-12));
    }

    @Test
    void aNetAmongOthersIsIdenticalToTheNetAlone() {
        var sets = new CountingData[] {data(0), data(1), data(2), data(3)};
        var together = train(120, sets);

        for (int i = 0; i < sets.length; i++) {
            var alone = train(120, sets[i]).net(0);
            assertThat(together.net(i).weights().wx().identical(alone.weights().wx()))
                    .as("wx of net %d", i)
                    .isTrue();
            assertThat(together.net(i)
                            .weights()
                            .wRec()
                            .identical(alone.weights().wRec()))
                    .as("wRec of net %d", i)
                    .isTrue();
            assertThat(together.net(i).loss().identical(alone.loss()))
                    .as("loss of net %d", i)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 98, 99, 100, 101, 207})
    void aShorterTrainingIsTheBeginningOfALongerOne(int iterations) {
        var longer = train(250, data(5)).net(0);

        var path = train(iterations, data(5)).net(0);

        assertThat(path.loss().shape().dims()).containsExactly(iterations + 1);
        var beginning = ":" + (iterations + 1);
        assertThat(path.weights().wx().identical(longer.weights().wx().get(beginning)))
                .isTrue();
        assertThat(path.loss().identical(longer.loss().get(beginning))).isTrue();
    }

    @Test
    void theLossOfAPointIsThatOfItsWeights() {
        var data = data(0);
        var path = train(30, data).net(0);

        for (int k : new int[] {0, 1, 17, 30}) {
            double loss = LinearNet.loss(path.at(k), data).item();
            assertThat(path.loss().get(k).item()).isCloseTo(loss, within(1e-14 * loss));
        }
    }

    @Test
    void reportsEveryStretchOnce() {
        var reported = new ArrayList<Integer>();

        training(250).run(Tree.stack(List.of(data(0))), AUTODIFF, reported::add);

        assertThat(reported).isSorted().doesNotHaveDuplicates().endsWith(250).hasSizeGreaterThan(1);
    }

    /// Where the costate does not grow as it should, training may still arrive, or not, by how wrong it is.
    @ParameterizedTest
    @CsvSource({"1, 1.0009, 0.9998", "1.2, 1.0133, 0.9971", "2, 1.7024, 0.8794"})
    void aLeftoverTrainsAsInNumPy(double leftover, double wx, double wRec) {
        var data = data(0);

        var w = training(500)
                .run(
                        Tensor.of(new double[] {leftover}),
                        (wrong, v) -> new ValueAndGrad<>(
                                LinearNet.loss(v, data),
                                DocumentSlips.leftover(v, data, wrong).gradient()),
                        _ -> {})
                .net(0)
                .at(-1);

        assertThat(w.toDoubles()).containsExactly(new double[] {wx, wRec}, within(5e-5));
    }
}
