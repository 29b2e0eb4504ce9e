package dev.costate.studies.tutorialnetwork;

import static dev.costate.Costate.grad;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Tensor;
import dev.costate.Tree;
import dev.costate.random.LegacyNumPy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackpropTest {
    /// Weights large enough that no derivative is nearly a constant.
    private static Net net(int neurons) {
        return Tree.map(Net.draw(new LegacyNumPy(11), neurons), w -> w.mul(20));
    }

    private static boolean isClose(Net a, Net b) {
        return Tree.norm(Tree.map(a, b, Tensor::sub)).item()
                <= 1e-14 * Tree.norm(b).item();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 13})
    void rightIsTheGradient(int neurons) {
        Net net = net(neurons);
        assertThat(isClose(
                        Backprop.RIGHT.gradient(net), grad(Backprop.RIGHT::loss).apply(net)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            names = {"RIGHT", "SUM_FOR_DOT"},
            mode = EnumSource.Mode.EXCLUDE)
    void aMistakeIsNot(Backprop mistake) {
        Net net = net(3);
        assertThat(isClose(mistake.gradient(net), grad(mistake::loss).apply(net)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 13})
    void aSumIsTheGradientOfAnotherNet(int neurons) {
        Net net = net(neurons);
        assertThat(isClose(
                        Backprop.SUM_FOR_DOT.gradient(net),
                        grad(Backprop.SUM_FOR_DOT::loss).apply(net)))
                .isTrue();
    }
}
