package dev.costate.bench.workload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costate.Costate;
import dev.costate.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SweepTest {
    private static final Sweep XOR = new Sweep("sweep-xor", true, 4, List.of());

    /// The reference run of `seeds/5-rich-and-lazy-learning.txt` with a lazy start falls below one half at step 31 or
    /// so,
    /// with hardly a change of the first layer; a rich start has not left the saddle at 1 by then.
    @Test
    void theLazyNetLearnsAtOnceAndTheRichOneNotYet() {
        var curves = Run.of(XOR, XOR.data(2, 500, 60));
        var losses = curve(curves.get("loss"));
        var lazy = losses[1];
        assertThat(IntStream.range(0, lazy.length)
                        .filter(step -> lazy[step] < 0.5)
                        .min()
                        .orElseThrow())
                .isBetween(25, 40);
        assertThat(curve(curves.get("inHidChange"))[1][59]).isBetween(0f, 0.02f);
        for (var loss : losses[0]) {
            assertThat(loss).isBetween(0.99f, 1.01f);
        }
    }

    /// A run of the ensemble is the run alone.
    @Test
    void membersDoNotDependOnEachOther() {
        var data = XOR.data(4, 20, 30);
        var alone = Data.NONE
                .with("epochs", 30)
                .with("rate", data.number("rate"))
                .with("inHid", data.tensor("inHid").get("2:3"))
                .with("hidOut", data.tensor("hidOut").get("2:3"))
                .with("x", data.tensor("x"))
                .with("y", data.tensor("y"));
        var all = Run.of(XOR, data);
        Run.of(XOR, alone)
                .results()
                .forEach((name, curve) -> assertThat(
                                curve.identical(all.get(name).get("2:3")))
                        .as(name)
                        .isTrue());
    }

    /// `(X W1) W2 = X (W1 W2)`, so the first loss follows from two numbers.
    @Test
    void theLinearNetIsLinear() {
        var linear = new Sweep("sweep-linear", false, 100, List.of());
        var data = linear.data(1, 30, 1);
        var w = data.tensor("inHid").get(0).matmul(data.tensor("hidOut").get(0));
        var expected = data.tensor("x").matmul(w).sub(data.tensor("y")).square().mean();
        var loss = Run.of(linear, data).get("loss");
        assertThat(loss.reshape().allClose(expected, 1e-6, 0)).isTrue();
    }

    /// The first update is `rate` times the gradient, whose norms are what changes.
    @Test
    void theFirstChangeIsTheGradient() {
        var data = XOR.data(1, 30, 1);
        var net =
                new Sweep.Net(data.tensor("inHid").get(0), data.tensor("hidOut").get(0));
        var gradient = Costate.grad((Sweep.Net n) -> data.tensor("x")
                        .matmul(n.inHid())
                        .relu()
                        .matmul(n.hidOut())
                        .sub(data.tensor("y"))
                        .square()
                        .mean())
                .apply(net);
        var expected = gradient.hidOut().norm().mul(2e-3).div(net.hidOut().norm());
        var change = Run.of(XOR, data).get("hidOutChange").reshape();
        // the change is a small difference of float32 numbers
        assertThat(change.allClose(expected, 1e-3, 0)).isTrue();
    }

    private static float[][] curve(Tensor curves) {
        return (float[][]) curves.toArray();
    }
}
