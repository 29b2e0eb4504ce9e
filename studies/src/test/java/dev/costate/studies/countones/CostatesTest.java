package dev.costate.studies.countones;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.DType;
import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.Key;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CostatesTest {
    private static final Sequences DATA = Sequences.draw(Key.of(1), DType.FLOAT64, 6, 3);

    private static CountingNet<?> net(Kind kind) {
        return CountingNet.draw(kind, Key.of(2), DType.FLOAT64, 4, 6);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theyAreTheGradientsByTheStatesOfARunThatBeginsThere(Kind kind) {
        compare(net(kind));
    }

    /// The loss as a function of the state after step t, the rest of the sequence by a Java loop.
    private static <S> void compare(CountingNet<S> net) {
        var cell = net.layer().forward().getFirst();
        S costates = Costates.of(net, DATA);
        S state = cell.zeros(DType.FLOAT64, DATA.ones().shape());
        for (int t = 0; t < DATA.length(); t++) {
            state = cell.apply(DATA.bits().get(t), state);
            int from = t + 1;
            S expected = grad((S s) -> {
                        S now = s;
                        for (int k = from; k < DATA.length(); k++) {
                            now = cell.apply(DATA.bits().get(k), now);
                        }
                        return net.read(cell.output(now))
                                .sub(DATA.ones())
                                .div(6)
                                .square()
                                .sum();
                    })
                    .apply(state);
            assertThat(Tree.ravel(Tree.member(costates, t))
                            .vector()
                            .allClose(Tree.ravel(expected).vector(), 1e-10, 1e-14))
                    .as("step " + t)
                    .isTrue();
        }
    }

    @Test
    void stepsBackAreCountedFromTheLast() {
        assertThat(Costates.back(new double[][] {{1, 3}, {4, 4}, {10, 6}})).containsExactly(1, 0.5, 0.25);
    }

    @Test
    void theSpectralNormIsTheLargestSingularValue() {
        // its singular values are sqrt 45 and sqrt 5
        assertThat(SpectralNorm.of(Tensor.of(new double[][] {{3, 0}, {4, 5}}))).isCloseTo(Math.sqrt(45), within(1e-13));
        // two that are equal, and one that is 0
        assertThat(SpectralNorm.of(Tensor.of(new double[][] {{0, -2, 0}, {2, 0, 0}, {0, 0, 0}})))
                .isCloseTo(2, within(1e-13));
        // two that are nearly equal
        assertThat(SpectralNorm.of(Tensor.of(new double[][] {{1, 0, 0}, {0, 1 - 1e-6, 0}, {0, 0, 0.3}})))
                .isCloseTo(1, within(1e-12));
    }
}
