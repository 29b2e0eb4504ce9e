package dev.costate.studies.backpropbyhand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costate.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HandPassTest {
    @Test
    void everyLinkEqualsAutodiffAtRandomWeights() {
        var random = new Random(3);
        for (int i = 0; i < 50; i++) {
            var w = Weights.of(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
            var data = new Data(random.nextGaussian(), random.nextDouble());
            var hand = HandPass.of(w, data);

            assertThat(Net.values(w, data).toDoubles())
                    .containsExactly(new double[] {hand.z1(), hand.a1(), hand.z2(), hand.y()}, within(1e-15));
            assertThat(Net.costates(w, data).toDoubles())
                    .containsExactly(new double[] {hand.dz1(), hand.da1(), hand.dz2(), hand.dy()}, within(1e-15));
            assertThat(Net.cost(w, data).item()).isCloseTo(hand.cost(), within(1e-15));
        }
    }

    @Test
    void pushingAValueMovesWhatComesAfterIt() {
        var data = Data.DOCUMENT;
        var zero = Links.zero();
        var push = new Links(zero.z1(), zero.a1(), Tensor.scalar(0.25), zero.y());

        double pushed = Net.cost(Weights.DOCUMENT, data, push).item();

        assertThat(pushed).isEqualTo(Net.cost(Weights.of(0.01, -5, -0.75), data).item(), within(1e-16));
    }
}
