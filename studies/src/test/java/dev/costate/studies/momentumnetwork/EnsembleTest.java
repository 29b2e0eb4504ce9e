package dev.costate.studies.momentumnetwork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.nn.optim.AveragedMomentum;
import dev.costate.nn.optim.Optimisers;
import dev.costate.nn.optim.Trained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EnsembleTest {
    /// The losses are those of the document's program under NumPy 2.4, as it is and with `a (1 - a)`.
    @ParameterizedTest
    @CsvSource({
        "OF_THE_ACTIVATION, 0, 1.298103813489028,  0.9989246279372314, 1.001303904976933",
        "OF_THE_ACTIVATION, 1, 1.3118382149442458, 0.9995254056300594, 0.9940695881944657",
        "OF_THE_ACTIVATION, 7, 1.2915638816048016, 1.001365538881355,  0.9513782158011608",
        "OF_THE_INPUT,      0, 1.298103813489028,  0.9729187509895205, 0.015369997252496645",
        "OF_THE_INPUT,      1, 1.3118382149442458, 0.9970998226435234, 0.020227133794951845",
        "OF_THE_INPUT,      7, 1.2915638816048016, 0.9983592932035645, 0.0190889099163443"
    })
    void trainsAsInNumPy(Derivative derivative, int seed, double first, double after100, double after1000) {
        double[] loss = Ensemble.train(Weights.draws(seed, 1), 0.5, 0.5, derivative, 10, 100)
                .loss()
                .get(0)
                .toDoubles();

        // a plateau that is left multiplies rounding errors
        assertThat(loss[0]).isCloseTo(first, within(1e-14));
        assertThat(loss[1]).isCloseTo(after100, within(1e-12));
        assertThat(loss[10]).isCloseTo(after1000, within(1e-10));
    }

    @ParameterizedTest
    @EnumSource
    void aNetAmongOthersIsIdenticalToTheNetAlone(Derivative derivative) {
        Weights start = Weights.draws(0, 13);
        var together = Ensemble.train(start, 0.5, 0.9, derivative, 4, 50);

        for (int i = 0; i < 13; i++) {
            var alone = Ensemble.train(start.members(new int[] {i}), 0.5, 0.9, derivative, 4, 50);
            assertThat(alone.loss().get(0).identical(together.loss().get(i)))
                    .as("net %d", i)
                    .isTrue();
        }
    }

    @Test
    void aStepIsThatOfAveragedMomentum() {
        Weights start = Tree.member(Weights.draws(5, 1), 0);
        var optimiser = new AveragedMomentum(0.9).then(Optimisers.sgd(0.3));
        var trained = new Trained<>(start, optimiser.init(start));
        var moving = Ensemble.Moving.from(start);

        for (int k = 0; k < 20; k++) {
            Weights gradient = Tree.map(Network.backprop(trained.parameters(), Derivative.OF_THE_INPUT), Tensor::neg);
            trained = optimiser.step(trained, gradient);
            moving = Ensemble.step(moving, Tensor.scalar(0.3), Tensor.scalar(0.9), Derivative.OF_THE_INPUT);
        }

        assertThat(moving.weights().weights1().allClose(trained.parameters().weights1(), 0, 1e-13))
                .isTrue();
        assertThat(moving.weights().weights2().allClose(trained.parameters().weights2(), 0, 1e-13))
                .isTrue();
    }

    @Test
    void countsWhoIsStuckAndWhoAlwaysWas() {
        var w = Weights.draws(0, 3);
        var ensemble =
                new Ensemble(w, Tensor.of(new double[][] {{1, 0.4, 0.6}, {1, 0.9, Double.NaN}, {1, 0.6, 0.1}}), 10);

        assertThat(ensemble.stuck()).containsExactly(0, 1);
        assertThat(ensemble.neverLearned()).isEqualTo(1);
        assertThat(ensemble.steps()).containsExactly(0, 10, 20);
    }
}
